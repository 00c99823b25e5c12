package org.skiagraph.app.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.domain.Retryable;

/**
 * Jobs that live as long as the process: what was queued is lost with it, what was written stays on disk. One worker makes
 * them in the order in which they came.
 */
public final class MemoryJobs implements Jobs, AutoCloseable {
    private static final int MOST_WAITING = 100;
    private static final int MOST_REMEMBERED = 1000;
    /** As long as an interrupted program waits for its work to stop. */
    private static final long PATIENCE_SECONDS = 9;

    private final Worker worker;
    private final Map<String, WatchedJob> jobs = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "studies"));
    private boolean closed;

    public MemoryJobs(Worker worker) {
        this.worker = worker;
    }

    @Override
    public synchronized String submit(StudyRequest request) {
        if (closed) {
            throw new Retryable("studies", "the program is about to end", "Ask again when it runs anew");
        }
        long waiting =
                jobs.values().stream().filter(job -> !job.now().state().isEnd()).count();
        if (waiting >= MOST_WAITING) {
            throw new Retryable("studies", waiting + " wait already", "Ask again when some of them are made");
        }
        WatchedJob job = new WatchedJob(UUID.randomUUID().toString().replace("-", ""));
        jobs.put(job.now().id(), job);
        forgetOldest();
        Submission submission = Submission.now();
        thread.execute(() -> worker.make(request, submission, job));
        return job.now().id();
    }

    /** Only what has ended is forgotten. */
    private void forgetOldest() {
        List<String> ended = jobs.values().stream()
                .map(WatchedJob::now)
                .filter(job -> job.state().isEnd())
                .map(Job::id)
                .toList();
        ended.stream().limit(Math.max(0, jobs.size() - MOST_REMEMBERED)).forEach(jobs::remove);
    }

    @Override
    public Optional<Job> find(String id) {
        return known(id).map(WatchedJob::now);
    }

    @Override
    public void cancel(String id) {
        known(id).ifPresent(WatchedJob::cancel);
    }

    @Override
    public Watch watch(String id, Consumer<Job> listener) {
        return known(id).map(job -> job.watch(listener)).orElse(() -> {});
    }

    private synchronized Optional<WatchedJob> known(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Cancels what waits and what runs, and waits a while until nothing does. */
    @Override
    public void close() {
        List<WatchedJob> open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = List.copyOf(jobs.values());
        }
        open.forEach(WatchedJob::cancel);
        thread.execute(worker::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
