package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;

/** The jobs of the store. Each method is one transaction. */
final class JobTable {
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
                "INSERT INTO job (id, submission_key, clock, request, destinations, by_rule, tags, review, state, detail,"
                        + " holder, queued) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        boolean any = !database.read(
                        () -> database.query("SELECT 1 FROM job WHERE state = 'QUEUED' LIMIT 1", row -> row.getInt(1)))
                .isEmpty();
        return any ? claimOldest(holder) : Optional.empty();
    }

    private Optional<Job> claimOldest(String holder) {
        return database.transaction(() -> {
            for (JobSummary queued : database.query(
                    JobRows.SUMMARIES + "WHERE state = 'QUEUED' ORDER BY queued, rowid", JobRows::summary)) {
                try {
                    Job job = database.query("SELECT * FROM job WHERE id = ?", JobRows::job, queued.id())
                            .get(0);
                    database.update("UPDATE job SET state = 'RUNNING', holder = ? WHERE id = ?", holder, job.id());
                    return Optional.of(job);
                } catch (Rejected e) {
                    fail(queued.id(), JobState.FAILED, e);
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
        // Only read as long as there is nothing to do: a program that stays asks all the time.
        List<String> dead = database
                .read(() -> database.query(
                        "SELECT DISTINCT holder FROM job WHERE state = 'RUNNING'", row -> row.getString(1)))
                .stream()
                .filter(isAlive.negate())
                .toList();
        int recovered = 0;
        for (String holder : dead) {
            recovered += database.transaction(() -> database.update(
                    "UPDATE job SET state = 'QUEUED', holder = NULL WHERE state = 'RUNNING' AND holder = ?", holder));
        }
        return recovered;
    }

    /** The study is there: with it come its deliveries, all at once. */
    void written(Job job, Made made, List<String> destinations, Instant now) {
        database.transaction(() -> {
            for (StoredInstance instance : made.instances()) {
                add(instance, job.routes().review() ? Verdict.OPEN : Verdict.ACCEPTED, destinations, now);
            }
            database.update("UPDATE job SET warnings = ? WHERE id = ?", String.join("\n", made.warnings()), job.id());
            return end(job.id(), JobState.WRITTEN, made.directory().toString());
        });
    }

    /** @param warnings for people, one line each */
    record Made(Path directory, List<StoredInstance> instances, List<String> warnings) {}

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

    /** It can never be made. */
    void failed(Job job, Failure failure) {
        database.transaction(() -> fail(job.id(), JobState.FAILED, failure));
    }

    /** It lacked something: it is tried again behind those that wait already, which may lack nothing. */
    void lacking(Job job, Failure failure, Instant now) {
        database.transaction(() -> {
            database.update("UPDATE job SET queued = ? WHERE id = ?", now.toEpochMilli(), job.id());
            return fail(job.id(), stopped(job.id()), failure);
        });
    }

    private int fail(String id, JobState state, Failure failure) throws SQLException {
        database.update(
                "UPDATE job SET failed_where = ?, failed_what = ?, failed_remedy = ? WHERE id = ?",
                failure.where(),
                failure.what(),
                failure.remedy(),
                id);
        return database.update(
                "UPDATE job SET state = ?, detail = ?, holder = NULL WHERE id = ?",
                state.name(),
                failure.getMessage(),
                id);
    }

    /** It was stopped on the way: for good, if a person wished so. */
    void interrupted(Job job) {
        database.transaction(() -> {
            JobState state = stopped(job.id());
            return end(job.id(), state, state == JobState.QUEUED ? "interrupted" : "");
        });
    }

    private JobState stopped(String id) throws SQLException {
        return isUnwanted(id) ? JobState.CANCELLED : JobState.QUEUED;
    }

    /** Whether a person wishes that a job that runs be stopped. */
    boolean isUnwanted(Job job) {
        return database.read(() -> isUnwanted(job.id()));
    }

    private boolean isUnwanted(String id) throws SQLException {
        return !database.query("SELECT 1 FROM job WHERE id = ? AND cancel <> 0", row -> row.getInt(1), id)
                .isEmpty();
    }

    private int end(String id, JobState state, String detail) throws SQLException {
        return database.update(
                "UPDATE job SET state = ?, detail = ?, holder = NULL,"
                        + " failed_where = NULL, failed_what = NULL, failed_remedy = NULL WHERE id = ?",
                state.name(),
                detail,
                id);
    }

    /** Ends one that waits; one that runs is ended by its process, wherever that is. */
    void cancel(String key) {
        database.transaction(() -> database.update(
                "UPDATE job SET state = CASE state WHEN 'QUEUED' THEN 'CANCELLED' ELSE state END, cancel = 1"
                        + " WHERE submission_key = ? AND state IN ('QUEUED', 'RUNNING')",
                key));
    }

    List<JobSummary> all() {
        return database.read(() -> database.query(JobRows.SUMMARIES + "ORDER BY queued, rowid", JobRows::summary));
    }

    Optional<JobState> state(String key) {
        return find(key).map(JobSummary::state);
    }

    /** The requests of all but those that a person cancelled, and those that cannot be understood: a failed one is tried again. */
    List<StudyRequest> requests() {
        List<String> texts = database.read(
                () -> database.query("SELECT request FROM job WHERE state <> 'CANCELLED'", row -> row.getString(1)));
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

    Optional<JobSummary> find(String key) {
        return database
                .read(() -> database.query(JobRows.SUMMARIES + "WHERE submission_key = ?", JobRows::summary, key))
                .stream()
                .findFirst();
    }

    /** The newest, newest first, that came before one; null begins with the very newest. */
    List<JobSummary> newest(String beforeKey, int most) {
        return database.read(() -> database.query(
                JobRows.SUMMARIES + "WHERE ? IS NULL OR rowid < (SELECT rowid FROM job WHERE submission_key = ?)"
                        + " ORDER BY rowid DESC LIMIT ?",
                JobRows::summary,
                beforeKey,
                beforeKey,
                most));
    }

    /** How many have not ended. */
    int open() {
        return database.read(() -> database.query(
                        "SELECT count(*) FROM job WHERE state IN ('QUEUED', 'RUNNING')", row -> row.getInt(1)))
                .get(0);
    }

    /**
     * Cancels a job that is queued, and forgets one that failed or was cancelled.
     *
     * @param id or key
     */
    int drop(String id) {
        return database.transaction(() -> {
            int forgotten = database.update(
                    "DELETE FROM job WHERE ? IN (id, submission_key) AND state IN ('FAILED', 'CANCELLED')", id);
            return forgotten
                    + database.update(
                            "UPDATE job SET state = 'CANCELLED' WHERE ? IN (id, submission_key) AND state = 'QUEUED'",
                            id);
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

    /**
     * Queues one again, unless it came with pictures, which are not kept.
     *
     * @param id or key
     */
    int retry(String id) {
        return database.transaction(() -> database.update(
                "UPDATE job SET state = 'QUEUED', detail = '', cancel = 0,"
                        + " failed_where = NULL, failed_what = NULL, failed_remedy = NULL"
                        + " WHERE ? IN (id, submission_key) AND state IN ('FAILED', 'CANCELLED')"
                        + " AND instr(request, '/' || ? || '/' || submission_key || '/') = 0",
                id,
                KeptPictures.FOLDER));
    }
}
