package org.skiagraph.app.failures;

import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Retryable;

/** Finds or makes the failure that a person is told about. */
public final class Failures {
    private Failures() {}

    /** The first failure of ours in the chain of causes. */
    public static Optional<Failure> in(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(Failure.class::isInstance)
                .map(Failure.class::cast)
                .findFirst();
    }

    /** What no one foresaw. */
    public static Failure unexpected(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            return new Retryable(
                    "memory",
                    "the program ran out of it",
                    "Ask for a smaller --width, --height or --batch, or free memory");
        }
        return new Fatal(
                "skiagraph",
                "an unexpected failure (" + thrown.getClass().getSimpleName() + ")",
                "Please report it with its trace");
    }
}
