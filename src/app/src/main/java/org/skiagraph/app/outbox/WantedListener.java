package org.skiagraph.app.outbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.skiagraph.app.failures.ProcessEnd;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/** Goes on only as long as the process does and a person wants it: whoever cancels writes that into the store, from whatever process. */
final class WantedListener implements ProgressListener {
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final ProgressListener listener;
    private final BooleanSupplier unwanted;
    private long asked = System.nanoTime() - PAUSE;
    private boolean cancelled;

    /** @param unwanted asks the store, so it is asked now and then */
    WantedListener(ProgressListener listener, BooleanSupplier unwanted) {
        this.listener = listener;
        this.unwanted = unwanted;
    }

    @Override
    public void on(Progress progress) {
        listener.on(progress);
    }

    /** A store that is busy is asked again later. */
    private boolean isUnwanted() {
        try {
            return unwanted.getAsBoolean();
        } catch (Retryable e) {
            return false;
        }
    }

    @Override
    public boolean isCancelled() {
        long now = System.nanoTime();
        if (!cancelled && now - asked >= PAUSE) {
            asked = now;
            cancelled = isUnwanted();
        }
        return cancelled || listener.isCancelled() || ProcessEnd.hasBegun();
    }
}
