package org.skiagraph.dicom.network.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends an exchange in which nothing moves any more. It counts from the last piece that the peer took, so that a slow
 * line is not mistaken for a dead one.
 */
final class Watchdog implements AutoCloseable {
    private final long limitNanos;
    private final Runnable onExpiry;
    private final ScheduledFuture<?> task;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean expired;

    Watchdog(ScheduledExecutorService timer, Duration limit, Runnable onExpiry) {
        this.limitNanos = limit.toNanos();
        this.onExpiry = onExpiry;
        long period = Math.max(1, Math.min(250, limit.toMillis() / 4));
        this.task = timer.scheduleAtFixedRate(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    /** The peer gave a sign of life. */
    void touch() {
        lastSign = System.nanoTime();
    }

    boolean expired() {
        return expired;
    }

    @Override
    public void close() {
        task.cancel(false);
    }

    private void look() {
        if (!expired && System.nanoTime() - lastSign > limitNanos) {
            expired = true;
            onExpiry.run();
        }
    }
}
