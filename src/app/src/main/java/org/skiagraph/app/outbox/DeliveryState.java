package org.skiagraph.app.outbox;

/** What became of one instance at one destination. */
public enum DeliveryState {
    /** Waits for its turn, for a person's word, or for another try. */
    PENDING,
    /** On its way: nobody knows yet whether it arrived. After a crash it is sent again; a PACS keeps one of a UID. */
    SENT,
    STORED,
    /** The destination has taken responsibility for it (storage commitment). */
    COMMITTED,
    /** Will not be tried again unless a person says so. */
    DEAD
}
