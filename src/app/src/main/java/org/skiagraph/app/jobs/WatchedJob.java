package org.skiagraph.app.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.app.jobs.Jobs.Watch;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** A job as it goes on, and those who want to hear of it. */
final class WatchedJob implements ProgressListener {
    private final List<Consumer<Job>> listeners = new ArrayList<>();
    private Job now;
    private boolean cancelled;

    WatchedJob(String id) {
        this.now = Job.queued(id);
    }

    synchronized Job now() {
        return now;
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public synchronized void on(Progress progress) {
        become(now.at(progress));
    }

    /** One that waits is over at once; one that runs hears of it between two steps. */
    synchronized void cancel() {
        cancelled = true;
        if (now.state() == Job.State.QUEUED) {
            become(now.cancelled());
        }
    }

    /** @return whether it is still wanted */
    synchronized boolean begin() {
        if (now.state() != Job.State.QUEUED) {
            return false;
        }
        become(now.running());
        return true;
    }

    /** After an end nothing comes. */
    synchronized void become(Job next) {
        if (now.state().isEnd()) {
            return;
        }
        now = next;
        List.copyOf(listeners).forEach(listener -> listener.accept(next));
        if (next.state().isEnd()) {
            listeners.clear();
        }
    }

    synchronized Watch watch(Consumer<Job> listener) {
        listener.accept(now);
        if (!now.state().isEnd()) {
            listeners.add(listener);
        }
        return () -> forget(listener);
    }

    private synchronized void forget(Consumer<Job> listener) {
        listeners.remove(listener);
    }
}
