package org.skiagraph.domain;

import java.util.concurrent.CancellationException;

/** Hears of progress, and is asked between two steps whether to go on. */
@FunctionalInterface
public interface ProgressListener {
    /** Listens to nothing and never cancels. */
    ProgressListener NONE = progress -> {};

    void on(Progress progress);

    /** Whether the work should stop at the next step. */
    default boolean isCancelled() {
        return false;
    }

    /** @throws CancellationException if the work should stop; nothing half-made may be left behind */
    default void stopIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
