package org.skiagraph.app.rest;

import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;

/** A failure that has an HTTP status of its own. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int BAD_REQUEST = 400;
    static final int NO_TOKEN = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int NOT_JSON = 415;
    static final int MISDIRECTED = 421;

    private final int status;
    private final Rejected failure;

    Refusal(int status, Rejected failure) {
        super(failure);
        this.status = status;
        this.failure = failure;
    }

    Refusal(int status, String where, String what, String remedy) {
        this(status, new Rejected(where, what, remedy));
    }

    int status() {
        return status;
    }

    Failure failure() {
        return failure;
    }
}
