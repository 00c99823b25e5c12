package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.skiagraph.app.files.ProcessLock;

/**
 * Who makes jobs: each outbox under a name of its own, and alive as long as it holds the lock of that name. What it claims and
 * what it finds left over take turns, so that neither is taken for the other.
 */
final class Makers implements AutoCloseable {
    private final Path directory;
    private final JobTable jobs;
    private final String name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    /** The keys of the jobs that are made here now. What else runs in our name has ended, and could not be written down. */
    private final Set<String> making = new HashSet<>();

    private Optional<ProcessLock> held = Optional.empty();

    /** @param directory of the locks */
    Makers(Path directory, JobTable jobs) {
        this.directory = directory;
        this.jobs = jobs;
    }

    /** Writes a job down as one that we make. */
    synchronized void begin(Job job, Instant now) {
        jobs.addRunning(job, name(), now);
        making.add(job.submission().key());
    }

    /** Takes the oldest queued job; empty if there is none. */
    synchronized Optional<Job> claim() {
        Optional<Job> claimed = jobs.claim(name());
        claimed.ifPresent(job -> making.add(job.submission().key()));
        return claimed;
    }

    synchronized void ended(Job job) {
        making.remove(job.submission().key());
    }

    /** Puts back what nobody makes any more. */
    synchronized int recover() {
        return jobs.recover(running -> running.holder().equals(name)
                ? making.contains(running.key())
                : ProcessLock.isHeld(file(running.holder())));
    }

    private String name() {
        if (held.isEmpty()) {
            held = Optional.of(Holder.take(file(name), "a file of ours"));
        }
        return name;
    }

    private Path file(String holder) {
        return directory.resolve(holder);
    }

    @Override
    public void close() {
        held.ifPresent(lock -> {
            lock.close();
            file(name).toFile().delete();
        });
    }
}
