package org.skiagraph.app.outbox;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.failures.ProcessEnd;
import org.skiagraph.domain.Retryable;

/** Makes what is queued, one study after another, on the thread that calls it. */
public final class JobMaker {
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
        /** A job lacks something, or the store does not work: the next look may find the same. */
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
                case IDLE -> outbox.awaitJobs(Pauses.SHORT);
                case LACKING -> Pauses.pause(Pauses.AFTER_TROUBLE, ends);
            }
        }
    }

    /** While the process ends nothing is begun any more: what it would stand on is being taken down. */
    private static boolean goesOn(BooleanSupplier ends) {
        return !ends.getAsBoolean() && !ProcessEnd.hasBegun();
    }

    private Turn turn() {
        try {
            Optional<Job> claimed = outbox.claim();
            if (claimed.isPresent()) {
                return made(claimed.get());
            }
            outbox.sweepNowAndThen();
            return outbox.recoverJobs() > 0 ? Turn.DONE : Turn.IDLE;
        } catch (RuntimeException | Error e) {
            // No job's fault.
            failed.accept(e);
            return Turn.LACKING;
        }
    }

    private Turn made(Job job) {
        try {
            outbox.make(job, listener);
            return Turn.DONE;
        } catch (CancellationException e) {
            return Turn.DONE;
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            return Failures.in(e).orElseGet(() -> Failures.unexpected(e)) instanceof Retryable
                    ? Turn.LACKING
                    : Turn.DONE;
        }
    }
}
