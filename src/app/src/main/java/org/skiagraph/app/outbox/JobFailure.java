package org.skiagraph.app.outbox;

import org.skiagraph.domain.Failure;

/** Why a job failed, or what it lacks while it waits: a {@link Failure} that outlives the program. */
public record JobFailure(String where, String what, String remedy) {
    public static JobFailure of(Failure failure) {
        return new JobFailure(failure.where(), failure.what(), failure.remedy());
    }
}
