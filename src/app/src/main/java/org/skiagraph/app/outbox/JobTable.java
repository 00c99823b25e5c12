package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.skiagraph.app.studies.Submission;

/** The jobs of the store. Each method is one transaction. */
final class JobTable {
    private final Database database;

    JobTable(Database database) {
        this.database = database;
    }

    void add(Job job, Instant now) {
        database.transaction(() -> database.update(
                "INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
                job.id(),
                job.submission().key(),
                job.submission().clock().toString(),
                RequestJson.write(job.request()),
                String.join(",", job.routes().destinations()),
                job.routes().byRule() ? 1 : 0,
                String.join(",", job.routes().tags()),
                job.routes().review() ? 1 : 0,
                job.state().name(),
                job.detail(),
                now.toEpochMilli()));
    }

    /** Makes the job of that name ours, or the oldest that is queued. */
    Optional<Job> claim(Optional<String> id, String holder) {
        return database.transaction(() -> {
            List<Job> queued = database.query(
                    "SELECT * FROM job WHERE state = 'QUEUED' AND (? IS NULL OR id = ?) ORDER BY queued, id LIMIT 1",
                    JobTable::job,
                    id.orElse(null),
                    id.orElse(null));
            for (Job job : queued) {
                database.update("UPDATE job SET state = 'RUNNING', holder = ? WHERE id = ?", holder, job.id());
            }
            return queued.stream().findFirst();
        });
    }

    /**
     * Puts back what ended with its process.
     *
     * @param isAlive asked of a holder
     */
    int recover(Predicate<String> isAlive) {
        return database.transaction(
                () -> {
                    List<String> dead = database
                            .query("SELECT DISTINCT holder FROM job WHERE state = 'RUNNING'", row -> row.getString(1))
                            .stream()
                            .filter(isAlive.negate())
                            .toList();
                    int recovered = 0;
                    for (String holder : dead) {
                        recovered += database.update(
                                "UPDATE job SET state = 'QUEUED', holder = NULL WHERE state = 'RUNNING' AND holder = ?",
                                holder);
                    }
                    return recovered;
                });
    }

    /** The study is there: with it come its deliveries, all at once. */
    void written(Job job, Path directory, List<StoredInstance> instances, List<String> destinations, Instant now) {
        database.transaction(() -> {
            for (StoredInstance instance : instances) {
                add(instance, job.routes().review() ? Verdict.OPEN : Verdict.ACCEPTED, destinations, now);
            }
            return end(job, JobState.WRITTEN, directory.toString());
        });
    }

    /** Files that were made elsewhere. */
    void add(List<StoredInstance> instances, List<String> destinations, Instant now) {
        database.transaction(() -> {
            for (StoredInstance instance : instances) {
                add(instance, Verdict.ACCEPTED, destinations, now);
            }
            return 0;
        });
    }

    private void add(StoredInstance instance, Verdict verdict, List<String> destinations, Instant now)
            throws SQLException {
        database.update(
                "INSERT OR IGNORE INTO instance VALUES (?, ?, ?, ?, ?)",
                instance.sopInstanceUid(),
                instance.sopClassUid(),
                instance.studyInstanceUid(),
                instance.file().toString(),
                verdict.name());
        for (String destination : destinations) {
            database.update(
                    "INSERT OR IGNORE INTO delivery VALUES (?, ?, 'PENDING', 0, ?, ?, 0, '')",
                    instance.sopInstanceUid(),
                    destination,
                    now.toEpochMilli(),
                    now.toEpochMilli());
        }
    }

    void ended(Job job, JobState state, String detail) {
        database.transaction(() -> end(job, state, detail));
    }

    private int end(Job job, JobState state, String detail) throws SQLException {
        return database.update(
                "UPDATE job SET state = ?, detail = ?, holder = NULL WHERE id = ?", state.name(), detail, job.id());
    }

    List<Job> all() {
        return database.transaction(() -> database.query("SELECT * FROM job ORDER BY queued, id", JobTable::job));
    }

    /** Forgets a job that is neither running nor written. */
    int drop(String id) {
        return database.transaction(() ->
                database.update("DELETE FROM job WHERE id = ? AND state IN ('QUEUED', 'FAILED', 'CANCELLED')", id));
    }

    int retry(String id) {
        return database.transaction(() -> database.update(
                "UPDATE job SET state = 'QUEUED', detail = '' WHERE id = ? AND state IN ('FAILED', 'CANCELLED')", id));
    }

    private static List<String> split(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                RequestJson.read(row.getString("request")),
                new Submission(row.getString("submission_key"), LocalDateTime.parse(row.getString("clock"))),
                new Routes(
                        split(row.getString("destinations")),
                        row.getInt("by_rule") != 0,
                        split(row.getString("tags")),
                        row.getInt("review") != 0),
                JobState.valueOf(row.getString("state")),
                row.getString("detail"));
    }
}
