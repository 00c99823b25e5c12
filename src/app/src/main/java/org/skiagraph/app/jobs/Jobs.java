package org.skiagraph.app.jobs;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.skiagraph.app.outbox.JobFailure;
import org.skiagraph.app.outbox.JobQueue;
import org.skiagraph.app.outbox.JobState;
import org.skiagraph.app.outbox.JobSummary;
import org.skiagraph.app.outbox.KeptPictures;
import org.skiagraph.app.outbox.Routes;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.app.studies.WrittenStudy;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * The door: studies that are asked for now and made later, while whoever asked does something else. What is asked for lies in
 * the outbox before this says so. Thread-safe.
 */
public final class Jobs {
    private static final int MOST_KEPT = 64;

    private final JobQueue queue;
    private final MarkedFiles markedFiles;
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final Map<String, WrittenStudy> read = new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

    Jobs(JobQueue queue, MarkedFiles markedFiles) {
        this.queue = queue;
        this.markedFiles = markedFiles;
    }

    /** Takes pictures that come with a request, before that is submitted. */
    public KeptPictures pictures() {
        return queue.pictures();
    }

    /**
     * Queues a study. Its request was checked before, as far as that goes without opening the model.
     *
     * @param submission whose key is the job's id
     * @return how it stands when it is queued
     * @throws Rejected if a destination is unknown
     * @throws org.skiagraph.domain.Retryable if too many wait already, or the disk has too little room
     */
    public JobStatus submit(StudyRequest request, Submission submission, Routes routes) {
        return status(queue.submit(request, submission, routes));
    }

    public boolean isKnown(String id) {
        return queue.isKnown(id);
    }

    /** How one stands; empty if there is none of that id. */
    public Optional<JobStatus> find(String id) {
        return queue.find(id).map(this::status);
    }

    /**
     * The newest, newest first.
     *
     * @param before the id of one that all of them came before
     */
    public List<JobSummary> newest(Optional<String> before, int most) {
        return queue.newest(before, most);
    }

    /** Ends one, if it has not ended: at once if it waits, between two steps if it runs. Nothing half-made is left. */
    public void cancel(String id) {
        queue.cancel(id);
        look(id);
    }

    /**
     * Tells how it stands now, and whenever that changes, until it has ended or the watch is closed.
     *
     * @param listener is called in order and by one thread at a time, and has to return soon
     */
    public Watch watch(String id, Consumer<JobStatus> listener) {
        Watch watch = new Watch(id, listener);
        watches.add(watch);
        look(watch);
        return watch;
    }

    /** This process makes one. */
    void begun(String id) {
        look(id);
    }

    /** One has come further. */
    void on(String id, Progress now) {
        progress.put(id, now);
        look(id);
    }

    /** One is not being made any more, however that ended. */
    void over(String id) {
        progress.remove(id);
        look(id);
    }

    /** For jobs that other processes make, of which nobody tells us. */
    void look() {
        watches.forEach(this::look);
    }

    private void look(String id) {
        watches.stream().filter(watch -> watch.id().equals(id)).forEach(this::look);
    }

    private void look(Watch watch) {
        try {
            watch.tell(() -> find(watch.id()));
        } catch (Retryable e) {
            // The store is busy with another process; it is looked at again soon.
        }
        if (watch.isOver()) {
            watches.remove(watch);
        }
    }

    private JobStatus status(JobSummary job) {
        Optional<Progress> now =
                job.state() == JobState.RUNNING ? Optional.ofNullable(progress.get(job.key())) : Optional.empty();
        if (job.state() != JobState.WRITTEN) {
            return new JobStatus(job, now, Optional.empty(), job.failure());
        }
        try {
            return new JobStatus(job, now, Optional.of(study(job)), Optional.empty());
        } catch (Rejected e) {
            return new JobStatus(job, now, Optional.empty(), Optional.of(unreadable(job, e)));
        }
    }

    /** Whoever asks need not know where this machine keeps its files. */
    private static JobFailure unreadable(JobSummary job, Rejected why) {
        String place = job.directory().getParent() + File.separator;
        return new JobFailure(
                why.where().replace(place, ""),
                why.what().replace(place, ""),
                why.remedy().replace(place, ""));
    }

    /** Read once, since a volume has many files. */
    private WrittenStudy study(JobSummary job) {
        synchronized (read) {
            WrittenStudy known = read.get(job.key());
            if (known != null) {
                return known;
            }
        }
        WrittenStudy study = WrittenStudy.read(job.directory(), markedFiles);
        synchronized (read) {
            read.put(job.key(), study);
            if (read.size() > MOST_KEPT) {
                read.remove(read.keySet().iterator().next());
            }
        }
        return study;
    }
}
