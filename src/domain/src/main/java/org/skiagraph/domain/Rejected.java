package org.skiagraph.domain;

/** The input is wrong; the same input will fail again. CLI exit code 2. */
public final class Rejected extends Failure {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the option, key, tag, tensor or file at fault
     * @param what what is wrong with it, a sentence without its full stop
     * @param remedy what to do about it, a sentence without its full stop
     */
    public Rejected(String where, String what, String remedy) {
        this(where, what, remedy, null);
    }

    public Rejected(String where, String what, String remedy, Throwable cause) {
        super(what, where, remedy, cause);
    }
}
