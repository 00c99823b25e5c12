package org.skiagraph.app.outbox;

/** What a person thinks of an image. Only what is accepted goes out. */
public enum Verdict {
    /** To be looked at. */
    OPEN,
    ACCEPTED,
    /** Kept back for another look. */
    FLAGGED,
    REJECTED
}
