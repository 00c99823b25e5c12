package org.skiagraph.app.outbox;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.failures.ProcessEnd;
import org.skiagraph.domain.Retryable;

/** Makes what is queued, one study after another, on the thread that calls it. */
public final class JobMaker {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final JobListener listener;
    private final Consumer<Throwable> failed;

    /** @param failed hears why something was not made, also if no one foresaw that */
    JobMaker(Outbox outbox, JobListener listener, Consumer<Throwable> failed) {
        this.outbox = outbox;
        this.listener = listener;
        this.failed = failed;
    }

    /** What became of a look at the queue. */
    private enum Turn {
        DONE,
        IDLE,
        LACKING
    }

    /** Until nothing is queued, something is lacking, or the program is to end. */
    void whatIsQueued(BooleanSupplier ends) {
        Turn turn = Turn.DONE;
        while (turn == Turn.DONE && goesOn(ends)) {
            turn = turn();
        }
    }

    /** Until the program is to end. Jobs whose process is gone are taken up, too. */
    public void until(BooleanSupplier ends) {
        while (goesOn(ends)) {
            switch (turn()) {
                case DONE -> {}
                case IDLE -> outbox.awaitJobs(PAUSE);
                case LACKING -> pause(ends);
            }
        }
    }

    /** While the process ends nothing is begun any more: what it would stand on is being taken down. */
    private static boolean goesOn(BooleanSupplier ends) {
        return !ends.getAsBoolean() && !ProcessEnd.hasBegun();
    }

    private Turn turn() {
        try {
            if (outbox.makeNext(listener).isPresent()) {
                return Turn.DONE;
            }
            return outbox.recoverJobs() > 0 ? Turn.DONE : Turn.IDLE;
        } catch (CancellationException e) {
            return Turn.DONE;
        } catch (RuntimeException | OutOfMemoryError e) {
            failed.accept(e);
            // A lack of something may be the same for the next one.
            return Failures.in(e).orElseGet(() -> Failures.unexpected(e)) instanceof Retryable
                    ? Turn.LACKING
                    : Turn.DONE;
        }
    }

    private static void pause(BooleanSupplier ends) {
        try {
            for (long waited = 0;
                    waited < AFTER_TROUBLE.toMillis() && !ends.getAsBoolean();
                    waited += PAUSE.toMillis()) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
