package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as a list shows it.
 *
 * @param id for people
 * @param key its submission's, 32 hexadecimal digits that cannot be guessed
 * @param queued when it was asked for, or put back
 * @param destinations named by whoever asked
 * @param detail why it failed, or where the study is
 * @param failure why it failed; of one that is queued, why it was put back
 * @param warnings of one that is written
 */
public record JobSummary(
        String id,
        String key,
        JobState state,
        Instant queued,
        List<String> destinations,
        String detail,
        Optional<JobFailure> failure,
        List<String> warnings) {

    static JobSummary queued(Job job, Instant now) {
        return new JobSummary(
                job.id(),
                job.submission().key(),
                JobState.QUEUED,
                now,
                job.routes().destinations(),
                "",
                Optional.empty(),
                List.of());
    }

    /** The study of one that is written. */
    public Path directory() {
        return Path.of(detail);
    }
}
