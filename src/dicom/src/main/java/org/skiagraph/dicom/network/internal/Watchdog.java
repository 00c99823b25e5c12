package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.aoju.bus.image.metric.Association;

/**
 * Ends an exchange in which nothing moves any more. It counts from the last piece that the peer took, so that a slow
 * line is not mistaken for a dead one.
 */
final class Watchdog implements AutoCloseable {
    private final long limitNanos;
    private final Association association;
    private final ScheduledFuture<?> task;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean expired;

    Watchdog(ScheduledExecutorService timer, Duration limit, Association association) {
        this.limitNanos = limit.toNanos();
        this.association = association;
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
            cut();
        }
    }

    /** Closes the socket itself: an abort would queue behind the write that does not come to an end. */
    private void cut() {
        try {
            // Without it an encrypted socket would first wait for the write, to say good-bye.
            association.getSocket().setSoLinger(true, 0);
            association.getSocket().close();
        } catch (IOException e) {
            // It is as good as closed, and the exchange fails in either case.
            association.onIOException(e);
        }
    }
}
