package org.skiagraph.app.outbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits that end with the program. */
public final class Pauses {
    /** Where there is nothing to do. */
    static final Duration SHORT = Duration.ofMillis(200);
    /** What failed is not tried at once again. */
    public static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private Pauses() {}

    /** @param ends is asked every 200 ms */
    public static void pause(Duration time, BooleanSupplier ends) {
        try {
            for (long left = time.toMillis(); left > 0 && !ends.getAsBoolean(); left -= SHORT.toMillis()) {
                Thread.sleep(Math.min(SHORT.toMillis(), left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
