package org.skiagraph.app.jobs;

import java.util.Locale;
import java.util.Optional;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Progress;

/**
 * How a job stands at one moment.
 *
 * @param id 32 hexadecimal digits that cannot be guessed
 * @param progress of a job that runs, once there is some
 * @param result of a job that is written
 * @param failure of a job that failed: what, where, and the remedy
 */
public record Job(
        String id, State state, Optional<Progress> progress, Optional<StudyResult> result, Optional<Failure> failure) {

    /** From left to right; the last three are ends. */
    public enum State {
        QUEUED,
        RUNNING,
        WRITTEN,
        FAILED,
        CANCELLED;

        /** Whether nothing comes after it. */
        public boolean isEnd() {
            return this == WRITTEN || this == FAILED || this == CANCELLED;
        }

        /** As people and documents write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Job queued(String id) {
        return new Job(id, State.QUEUED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Job running() {
        return new Job(id, State.RUNNING, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Job at(Progress now) {
        return new Job(id, State.RUNNING, Optional.of(now), Optional.empty(), Optional.empty());
    }

    Job written(StudyResult study) {
        return new Job(id, State.WRITTEN, Optional.empty(), Optional.of(study), Optional.empty());
    }

    Job failed(Failure why) {
        return new Job(id, State.FAILED, Optional.empty(), Optional.empty(), Optional.of(why));
    }

    Job cancelled() {
        return new Job(id, State.CANCELLED, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
