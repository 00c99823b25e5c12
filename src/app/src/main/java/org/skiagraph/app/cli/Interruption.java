package org.skiagraph.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.skiagraph.app.studies.Unfinished;
import org.skiagraph.diffusion.bundle.BundleImports;
import org.skiagraph.domain.Retryable;

/**
 * Ctrl-C: work stops between two steps and takes away what it has begun. The JVM waits for that a while; where one step
 * takes longer, the unfinished files are taken away all the same.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 10;
    private static final CountDownLatch FINISHED = new CountDownLatch(1);

    private static volatile boolean requested;

    private Interruption() {}

    /** Starts listening for the end of the process. */
    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(Interruption::stop, "interruption"));
    }

    static boolean isRequested() {
        return requested;
    }

    /** Says that no work is under way any more. */
    static void finished() {
        FINISHED.countDown();
    }

    private static void removeFetched() {
        try {
            FetchedSources.removeOpen();
        } catch (Retryable e) {
            Terminal.err().println(e.getMessage());
        }
    }

    private static void stop() {
        requested = true;
        try {
            if (!FINISHED.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                removeFetched();
                Unfinished.remove();
                BundleImports.removeUnfinished();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
