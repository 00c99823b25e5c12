package org.skiagraph.app.outbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.domain.Retryable;

/** The jobs of the outbox, for a program that stays. They are known by the keys of their submissions. */
public final class JobQueue {
    private static final int MOST_WAITING = 100;

    private final Outbox outbox;
    private final JobTable table;
    private final KeptPictures pictures;

    JobQueue(Outbox outbox, JobTable table, KeptPictures pictures) {
        this.outbox = outbox;
        this.table = table;
        this.pictures = pictures;
    }

    /** Pictures that come with requests. */
    public KeptPictures pictures() {
        return pictures;
    }

    /**
     * Writes down that a study is wanted.
     *
     * @return the job as it is queued
     * @throws org.skiagraph.domain.Rejected as {@link Outbox#submit}
     * @throws Retryable if too many wait already, or the disk has too little room
     */
    public JobSummary submit(StudyRequest request, Submission submission, Routes routes) {
        int waiting = table.open();
        if (waiting >= MOST_WAITING) {
            throw new Retryable("studies", waiting + " wait already", "Ask again when some of them are made");
        }
        return JobSummary.queued(
                outbox.submit(request, submission, routes),
                outbox.parts().clock().instant());
    }

    /** How one stands; empty if there is none of that key, or it was dropped. */
    public Optional<JobSummary> find(String key) {
        return table.find(key);
    }

    public boolean isKnown(String key) {
        return table.state(key).isPresent();
    }

    /**
     * The newest, newest first.
     *
     * @param before the key of one that all of them came before
     */
    public List<JobSummary> newest(Optional<String> before, int most) {
        return table.newest(before.orElse(null), most);
    }

    /** Ends one, if it has not ended: at once if it waits, between two steps if it runs, wherever that is. */
    public void cancel(String key) {
        outbox.cancel(key);
        pictures.sweep(key, table::state);
    }

    /**
     * Makes what is queued, once it is told to. What processes left behind that were killed is put in order first.
     *
     * @param failed hears why something was not made, also if no one foresaw that
     */
    public JobMaker maker(JobListener listener, Consumer<Throwable> failed) {
        outbox.recoverJobs();
        pictures.sweep(table::state);
        return new JobMaker(outbox, listener, failed);
    }
}
