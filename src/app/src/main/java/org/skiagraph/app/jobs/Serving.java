package org.skiagraph.app.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.outbox.Job;
import org.skiagraph.app.outbox.JobListener;
import org.skiagraph.app.outbox.JobMaker;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.outbox.Pauses;
import org.skiagraph.app.studies.Unfinished;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/**
 * An outbox at work behind a program that stays: makes what is queued, and sends what is due as long as no other process does.
 * However the program ends, the next one goes on.
 */
public final class Serving implements AutoCloseable {
    /** As long as an interrupted program waits for its work to stop. */
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(9);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Outbox outbox;
    private final Jobs jobs;
    private final Troubles troubles;
    private final List<Thread> threads = new ArrayList<>();
    private final Once once = new Once();
    private volatile boolean ends;

    private Serving(Outbox outbox, Jobs jobs, Troubles troubles) {
        this.outbox = outbox;
        this.jobs = jobs;
        this.troubles = troubles;
    }

    /**
     * Who is told of what no client hears of.
     *
     * @param defects hears of what no one foresaw, with its trace
     * @param delivery hears what keeps everything from being sent
     */
    public record Troubles(Consumer<Throwable> defects, Consumer<Failure> delivery) {}

    /** @param outbox is closed with this */
    public static Serving start(Outbox outbox, MarkedFiles markedFiles, Troubles troubles) {
        Serving serving = new Serving(outbox, new Jobs(outbox.queue(), markedFiles), troubles);
        JobMaker maker = outbox.queue().maker(serving.new Making(), serving::notMade);
        serving.begin("studies", () -> maker.until(() -> serving.ends));
        serving.begin("deliveries", new Delivering(outbox, () -> serving.ends, troubles.delivery()));
        serving.begin("watches", serving::look);
        return serving;
    }

    private void begin(String name, Runnable work) {
        Thread thread = new Thread(() -> untilItEnds(work), name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** What no one foresaw is told, and ends no thread. */
    private void untilItEnds(Runnable work) {
        while (!ends) {
            try {
                work.run();
                return;
            } catch (RuntimeException | Error e) {
                defect(e);
                Pauses.pause(Pauses.AFTER_TROUBLE, () -> ends);
            }
        }
    }

    private void defect(Throwable thrown) {
        if (once.isNew(thrown.toString())) {
            troubles.defects().accept(thrown);
        }
    }

    public Jobs jobs() {
        return jobs;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Stops between two steps, and tells how far each job has come. */
    private final class Making implements JobListener {
        @Override
        public ProgressListener begun(Job job) {
            jobs.begun(job.submission().key());
            return new ProgressListener() {
                @Override
                public void on(Progress progress) {
                    jobs.on(job.submission().key(), progress);
                }

                @Override
                public boolean isCancelled() {
                    return ends;
                }
            };
        }

        @Override
        public void over(Job job) {
            jobs.over(job.submission().key());
        }
    }

    /** Clients ask the store for what is wrong with a job; a defect is ours. */
    private void notMade(Throwable thrown) {
        if (Failures.in(thrown).orElseGet(() -> Failures.unexpected(thrown)) instanceof Fatal) {
            defect(thrown);
        }
    }

    private void look() {
        while (!ends) {
            Pauses.pause(LOOK, () -> ends);
            jobs.look();
        }
    }

    /** What is under way is put back, and made by the next program. */
    @Override
    public void close() {
        ends = true;
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, end - System.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (threads.stream().noneMatch(Thread::isAlive)) {
            outbox.close();
        } else {
            // A thread that does not end in time ends with the process. The store understands that; files do not.
            Unfinished.remove();
        }
    }
}
