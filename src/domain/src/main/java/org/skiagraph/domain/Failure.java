package org.skiagraph.domain;

import java.util.Objects;

/**
 * Everything that can go wrong and that a user is told about. {@link Rejected} means the input is wrong,
 * {@link Retryable} means that the same input may work later, {@link Fatal} means that neither holds.
 */
public abstract sealed class Failure extends RuntimeException permits Rejected, Retryable, Fatal {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String where;
    private final String remedy;

    protected Failure(String what, String where, String remedy, Throwable cause) {
        super(sentence(what, where, remedy), cause);
        this.what = what;
        this.where = where;
        this.remedy = remedy;
    }

    /** What is wrong, as a sentence without its full stop. */
    public String what() {
        return what;
    }

    /** The option, key, tag, tensor or file at fault. */
    public String where() {
        return where;
    }

    /** What the reader can do about it, as a sentence without its full stop. */
    public String remedy() {
        return remedy;
    }

    private static String sentence(String what, String where, String remedy) {
        Objects.requireNonNull(remedy, "a failure always names a remedy");
        return Objects.requireNonNull(where) + ": " + Objects.requireNonNull(what) + ". " + remedy + ".";
    }
}
