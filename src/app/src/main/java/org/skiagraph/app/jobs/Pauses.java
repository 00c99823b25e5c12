package org.skiagraph.app.jobs;

import java.util.function.BooleanSupplier;

/** Waits that end with the program. */
final class Pauses {
    private static final long STEP_MILLIS = 200;

    private Pauses() {}

    static void pause(long millis, BooleanSupplier ends) {
        try {
            for (long waited = 0; waited < millis && !ends.getAsBoolean(); waited += STEP_MILLIS) {
                Thread.sleep(Math.min(STEP_MILLIS, millis));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
