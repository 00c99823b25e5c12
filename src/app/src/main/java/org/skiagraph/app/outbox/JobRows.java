package org.skiagraph.app.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Submission;

/** Reads rows of jobs. */
final class JobRows {
    static final String SUMMARIES = "SELECT id, submission_key, state, queued, destinations, detail,"
            + " failed_where, failed_what, failed_remedy, warnings FROM job ";

    private JobRows() {}

    static JobSummary summary(ResultSet row) throws SQLException {
        return new JobSummary(
                row.getString("id"),
                row.getString("submission_key"),
                JobState.valueOf(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("queued")),
                split(row.getString("destinations")),
                row.getString("detail"),
                failure(row),
                row.getString("warnings").lines().toList());
    }

    /** The first version of the store had one sentence for all of it. */
    private static Optional<JobFailure> failure(ResultSet row) throws SQLException {
        String where = row.getString("failed_where");
        if (where != null) {
            return Optional.of(new JobFailure(where, row.getString("failed_what"), row.getString("failed_remedy")));
        }
        return JobState.valueOf(row.getString("state")) == JobState.FAILED
                ? Optional.of(new JobFailure("job", row.getString("detail"), "Mend that, and try it again"))
                : Optional.empty();
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                RequestJson.read(row.getString("request")),
                new Submission(row.getString("submission_key"), LocalDateTime.parse(row.getString("clock"))),
                new Routes(
                        split(row.getString("destinations")),
                        row.getInt("by_rule") != 0,
                        split(row.getString("tags")),
                        row.getInt("review") != 0));
    }
}
