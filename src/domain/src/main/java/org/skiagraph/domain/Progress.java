package org.skiagraph.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a piece of long work has come.
 *
 * @param stage what is being done, one or two words ("denoising")
 * @param done units finished, 0 to total
 * @param total units in all, at least 1
 * @param elapsed time since the stage began
 */
public record Progress(String stage, int done, int total, Duration elapsed) {
    public Progress {
        if (total < 1 || done < 0 || done > total) {
            throw new IllegalArgumentException("progress " + done + " of " + total);
        }
    }

    /** The time still to go at the pace so far; empty until one unit is done. */
    public Optional<Duration> remaining() {
        return done == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(total - done).dividedBy(done));
    }
}
