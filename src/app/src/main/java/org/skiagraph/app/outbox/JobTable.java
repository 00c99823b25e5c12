package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.domain.Rejected;

/** The jobs of the store. Each method is one transaction. */
final class JobTable {
    private static final String SUMMARIES = "SELECT id, state, destinations, detail FROM job ";

    private final Database database;

    JobTable(Database database) {
        this.database = database;
    }

    void add(Job job, Instant now) {
        database.transaction(() -> insert(job, null, now));
    }

    /** One that we make ourselves, at once. */
    void addRunning(Job job, String holder, Instant now) {
        database.transaction(() -> insert(job, holder, now));
    }

    private int insert(Job job, String holder, Instant now) throws SQLException {
        return database.update(
                "INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                job.id(),
                job.submission().key(),
                job.submission().clock().toString(),
                RequestJson.write(job.request()),
                String.join(",", job.routes().destinations()),
                job.routes().byRule() ? 1 : 0,
                String.join(",", job.routes().tags()),
                job.routes().review() ? 1 : 0,
                (holder == null ? JobState.QUEUED : JobState.RUNNING).name(),
                "",
                holder,
                now.toEpochMilli());
    }

    /** Makes the oldest one ours that is queued. One that cannot be understood has failed, and holds up no other. */
    Optional<Job> claim(String holder) {
        return database.transaction(() -> {
            for (JobSummary queued :
                    database.query(SUMMARIES + "WHERE state = 'QUEUED' ORDER BY queued, rowid", JobTable::summary)) {
                try {
                    Job job = database.query("SELECT * FROM job WHERE id = ?", JobTable::job, queued.id())
                            .get(0);
                    database.update("UPDATE job SET state = 'RUNNING', holder = ? WHERE id = ?", holder, job.id());
                    return Optional.of(job);
                } catch (Rejected e) {
                    database.update("UPDATE job SET state = 'FAILED', detail = ? WHERE id = ?", e.what(), queued.id());
                }
            }
            return Optional.empty();
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
                "INSERT INTO instance VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET file = excluded.file",
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

    List<JobSummary> all() {
        return database.read(() -> database.query(SUMMARIES + "ORDER BY queued, rowid", JobTable::summary));
    }

    /** The requests of all but those that failed or were cancelled, and those that cannot be understood. */
    List<StudyRequest> requests() {
        List<String> texts = database.read(() -> database.query(
                "SELECT request FROM job WHERE state IN ('QUEUED', 'RUNNING', 'WRITTEN')", row -> row.getString(1)));
        return texts.stream()
                .map(JobTable::understood)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<StudyRequest> understood(String text) {
        try {
            return Optional.of(RequestJson.read(text));
        } catch (Rejected e) {
            // Another version's: it fails as soon as somebody claims it.
            return Optional.empty();
        }
    }

    private static JobSummary summary(ResultSet row) throws SQLException {
        return new JobSummary(
                row.getString("id"),
                JobState.valueOf(row.getString("state")),
                row.getString("destinations"),
                row.getString("detail"));
    }

    /** Cancels a job that is queued, and forgets one that failed or was cancelled. */
    int drop(String id) {
        return database.transaction(() -> {
            int forgotten = database.update("DELETE FROM job WHERE id = ? AND state IN ('FAILED', 'CANCELLED')", id);
            return forgotten
                    + database.update("UPDATE job SET state = 'CANCELLED' WHERE id = ? AND state = 'QUEUED'", id);
        });
    }

    /** Forgets, prompts and all, what is written, and deliveries that have nothing left to wait for. */
    int dropFinished() {
        return database.transaction(() -> {
            int jobs = database.update("DELETE FROM job WHERE state = 'WRITTEN'");
            String done = "(SELECT sop_instance_uid FROM instance WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE"
                    + " d.sop_instance_uid = instance.sop_instance_uid AND d.state NOT IN ('STORED', 'COMMITTED')))";
            database.update("DELETE FROM commitment WHERE sop_instance_uid IN " + done);
            int deliveries = database.update("DELETE FROM delivery WHERE sop_instance_uid IN " + done);
            database.update("DELETE FROM instance WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE"
                    + " d.sop_instance_uid = instance.sop_instance_uid)");
            return jobs + deliveries;
        });
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
                        row.getInt("review") != 0));
    }
}
