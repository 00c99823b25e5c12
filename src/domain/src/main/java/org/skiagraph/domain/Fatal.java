package org.skiagraph.domain;

/** A defect of ours, or of the machine, that no change of input mends. CLI exit code 4. */
public final class Fatal extends Failure {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the option, key, tag, tensor or file at fault
     * @param what what is wrong with it, a sentence without its full stop
     * @param remedy what to do about it, a sentence without its full stop
     */
    public Fatal(String where, String what, String remedy) {
        this(where, what, remedy, null);
    }

    public Fatal(String where, String what, String remedy, Throwable cause) {
        super(what, where, remedy, cause);
    }
}
