package org.skiagraph.app.outbox;

import java.util.Locale;

/** What became of a job. */
public enum JobState {
    QUEUED,
    RUNNING,
    /** The study is on disk, and its deliveries are in the outbox. */
    WRITTEN,
    FAILED,
    CANCELLED;

    /** Whether nothing comes after it, unless a person says so. */
    public boolean isEnd() {
        return this == WRITTEN || this == FAILED || this == CANCELLED;
    }

    /** As people and documents write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
