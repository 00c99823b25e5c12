package org.skiagraph.app.outbox;

/** What became of a job. */
public enum JobState {
    QUEUED,
    RUNNING,
    /** The study is on disk, and its deliveries are in the outbox. */
    WRITTEN,
    FAILED,
    CANCELLED
}
