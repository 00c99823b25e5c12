package org.skiagraph.app.jobs;

import java.util.Optional;
import org.skiagraph.app.outbox.JobFailure;
import org.skiagraph.app.outbox.JobState;
import org.skiagraph.app.outbox.JobSummary;
import org.skiagraph.app.studies.WrittenStudy;
import org.skiagraph.domain.Progress;

/**
 * How a job stands at one moment.
 *
 * @param job as the store has it
 * @param progress of one that this process makes, once there is some
 * @param study of one that is written, as long as it can be read
 * @param failure why it failed, or what it lacked when it was put back into the queue
 */
public record JobStatus(
        JobSummary job, Optional<Progress> progress, Optional<WrittenStudy> study, Optional<JobFailure> failure) {
    public String id() {
        return job.key();
    }

    public JobState state() {
        return job.state();
    }
}
