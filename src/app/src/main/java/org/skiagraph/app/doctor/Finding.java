package org.skiagraph.app.doctor;

import org.skiagraph.domain.Failure;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at, one or two words
 * @param remedy how to mend it; "" where nothing is to be mended
 */
public record Finding(String subject, State state, String what, String remedy) {
    public enum State {
        GOOD,
        /** Worth knowing; the main job works. */
        REMARK,
        /** The main job does not work. */
        BROKEN
    }

    static Finding good(String subject, String what) {
        return new Finding(subject, State.GOOD, what, "");
    }

    static Finding remark(String subject, String what, String remedy) {
        return new Finding(subject, State.REMARK, what, remedy);
    }

    static Finding broken(String subject, String what, String remedy) {
        return new Finding(subject, State.BROKEN, what, remedy);
    }

    static Finding broken(String subject, Failure failure) {
        return broken(subject, failure.where() + ": " + failure.what(), failure.remedy());
    }
}
