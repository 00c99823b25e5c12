package org.skiagraph.app.cli;

import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** How a run ended, for scripts. */
enum ExitCode {
    DONE(0, "done"),
    /** Only of reproduce: an image was made again, and is another. */
    DIFFERENT(1, "different"),
    REJECTED(2, "rejected"),
    UNAVAILABLE(3, "unavailable"),
    INTERNAL(4, "internal"),
    CANCELLED(130, "cancelled");

    private final int code;
    private final String word;

    ExitCode(int code, String word) {
        this.code = code;
        this.word = word;
    }

    int code() {
        return code;
    }

    /** In JSON. */
    String word() {
        return word;
    }

    static ExitCode of(Failure failure) {
        if (failure instanceof Rejected) {
            return REJECTED;
        }
        return failure instanceof Retryable ? UNAVAILABLE : INTERNAL;
    }
}
