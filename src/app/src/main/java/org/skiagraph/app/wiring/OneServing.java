package org.skiagraph.app.wiring;

import java.util.Optional;
import java.util.function.Supplier;
import org.skiagraph.app.jobs.Serving;
import org.skiagraph.domain.Retryable;

/** The one outbox at work in this process: begun when it is first asked for, and never again once it has ended. */
final class OneServing {
    private final Supplier<Serving> start;
    private Serving serving;
    private boolean ends;

    OneServing(Supplier<Serving> start) {
        this.start = start;
    }

    /** @throws Retryable while the process ends */
    synchronized Serving get() {
        if (ends) {
            throw new Retryable("server", "it is ending", "Ask again when it has been started anew");
        }
        if (serving == null) {
            serving = start.get();
        }
        return serving;
    }

    /** Stops what is under way, and waits until nothing half-made is left. Whoever asks meanwhile is not held up. */
    void close() {
        last().ifPresent(Serving::close);
    }

    private synchronized Optional<Serving> last() {
        ends = true;
        return Optional.ofNullable(serving);
    }
}
