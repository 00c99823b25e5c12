package org.skiagraph.app.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.skiagraph.app.files.ProcessLock;
import org.skiagraph.domain.Retryable;

/** Who makes a job, or sends. */
final class Holder {
    private Holder() {}

    /** Takes a part, unless somebody alive has it. */
    static Optional<ProcessLock> tryTake(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return ProcessLock.tryTake(
                    file, ProcessLock.me() + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        } catch (IOException e) {
            throw new Retryable("outbox", file + " cannot be locked", "Look at its permissions and disk", e);
        }
    }

    /** @throws Retryable naming who has it */
    static ProcessLock take(Path file, String what) {
        return tryTake(file)
                .orElseThrow(() -> new Retryable(
                        "outbox",
                        what + " is held by " + ProcessLock.holder(file),
                        "Let it finish, or end it, and try again"));
    }
}
