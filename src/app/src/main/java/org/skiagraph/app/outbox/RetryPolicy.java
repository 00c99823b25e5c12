package org.skiagraph.app.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When something is tried again: a wait that doubles with every failure, of which a random half is left out, so that many
 * that failed together do not come back together.
 *
 * @param first wait
 * @param longest wait
 * @param maxAge how long a delivery is tried at all
 */
public record RetryPolicy(Duration first, Duration longest, Duration maxAge) {
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofDays(3));

    private static final int MOST_DOUBLINGS = 30;

    /** @param failures in a row, at least 1 */
    Duration wait(int failures, RandomGenerator random) {
        double full = (double) first.toMillis() * Math.scalb(1.0, Math.min(failures - 1, MOST_DOUBLINGS));
        double bounded = Math.min(full, (double) longest.toMillis());
        return Duration.ofMillis((long) (bounded / 2 + random.nextDouble() * bounded / 2));
    }
}
