package org.skiagraph.domain;

/** Something outside is unavailable now: a peer, a disk, a lock. CLI exit code 3. */
public final class Retryable extends Failure {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the option, key, tag, tensor or file at fault
     * @param what what is wrong with it, a sentence without its full stop
     * @param remedy what to do about it, a sentence without its full stop
     */
    public Retryable(String where, String what, String remedy) {
        this(where, what, remedy, null);
    }

    public Retryable(String where, String what, String remedy, Throwable cause) {
        super(what, where, remedy, cause);
    }
}
