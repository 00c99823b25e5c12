package org.skiagraph.app.outbox;

import org.skiagraph.domain.ProgressListener;

/** Hears of the jobs that this process makes. */
public interface JobListener {
    /** @return hears how far the job has come, and says whether to go on */
    ProgressListener begun(Job job);

    /** It is not being made any more; the store says how it ended. */
    void over(Job job);

    /** One listener for all. */
    static JobListener of(ProgressListener listener) {
        return new JobListener() {
            @Override
            public ProgressListener begun(Job job) {
                return listener;
            }

            @Override
            public void over(Job job) {
                // Whoever listens to all listens on.
            }
        };
    }
}
