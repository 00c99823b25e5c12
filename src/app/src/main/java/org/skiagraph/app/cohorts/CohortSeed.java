package org.skiagraph.app.cohorts;

import java.nio.ByteBuffer;
import org.skiagraph.app.files.Digests;

/** The seed of a cohort that names none: the run's id gives the same cohort again. */
final class CohortSeed {
    /** 53 bits, so that a JSON reader with doubles keeps every digit. */
    private static final int DROPPED_BITS = 11;

    private CohortSeed() {}

    static long of(String runId) {
        return ByteBuffer.wrap(Digests.sha256("seed:" + runId)).getLong() >>> DROPPED_BITS;
    }
}
