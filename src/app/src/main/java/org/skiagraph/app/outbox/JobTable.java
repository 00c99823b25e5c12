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
    /** What was said of a job before is over. */
    static final String NOTHING_SAID = "detail = '', failed_where = NULL, failed_what = NULL, failed_remedy = NULL";

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
                    database.update(
                            "UPDATE job SET state = 'RUNNING', holder = ?, " + NOTHING_SAID + " WHERE id = ?",
                            holder,
                            job.id());
                    return Optional.of(job);
                } catch (Rejected e) {
                    fail(queued.id(), JobState.FAILED, e);
                }
            }
            return Optional.empty();
        });
    }

    /** One that somebody makes, or made before he died. */
    record Running(String key, String holder) {}

    /**
     * Puts back what ended with its process, and ends what a person had cancelled.
     *
     * @param isAlive whether it is being made
     */
    int recover(Predicate<Running> isAlive) {
        // Only read as long as there is nothing to do: a program that stays asks all the time.
        List<Running> dead = database
                .read(() -> database.query(
                        "SELECT submission_key, holder FROM job WHERE state = 'RUNNING'",
                        row -> new Running(row.getString(1), row.getString(2))))
                .stream()
                .filter(isAlive.negate())
                .toList();
        int recovered = 0;
        for (Running one : dead) {
            recovered += database.transaction(() -> database.update(
                    "UPDATE job SET state = CASE cancel WHEN 0 THEN 'QUEUED' ELSE 'CANCELLED' END, holder = NULL"
                            + " WHERE state = 'RUNNING' AND submission_key = ? AND holder = ?",
                    one.key(),
                    one.holder()));
        }
        return recovered;
    }

    /**
     * The study is there: with it come its deliveries, all at once. One that a person cancelled meanwhile goes nowhere; its
     * folder, which is whole, stays, and is what the job gets if it is tried again.
     *
     * @return whether it was still wanted
     */
    boolean written(Job job, Made made, List<String> destinations, Instant now) {
        return database.transaction(() -> {
            if (isUnwanted(job.id())) {
                end(job.id(), JobState.CANCELLED, "cancelled when it was written; not sent: " + made.directory());
                return false;
            }
            for (StoredInstance instance : made.instances()) {
                add(instance, job.routes().review() ? Verdict.OPEN : Verdict.ACCEPTED, destinations, now);
            }
            database.update("UPDATE job SET warnings = ? WHERE id = ?", String.join("\n", made.warnings()), job.id());
            end(job.id(), JobState.WRITTEN, made.directory().toString());
            return true;
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
            if (isUnwanted(job.id())) {
                return end(job.id(), JobState.CANCELLED, "");
            }
            database.update("UPDATE job SET queued = ? WHERE id = ?", now.toEpochMilli(), job.id());
            return fail(job.id(), JobState.QUEUED, failure);
        });
    }

    private int fail(String id, JobState state, Failure failure) throws SQLException {
        return database.update(
                "UPDATE job SET state = ?, detail = ?, holder = NULL, failed_where = ?, failed_what = ?, failed_remedy = ?"
                        + " WHERE id = ?",
                state.name(),
                failure.getMessage(),
                failure.where(),
                failure.what(),
                failure.remedy(),
                id);
    }

    /** It was stopped on the way: for good, if a person wished so. */
    void interrupted(Job job) {
        database.transaction(() -> {
            return isUnwanted(job.id())
                    ? end(job.id(), JobState.CANCELLED, "")
                    : end(job.id(), JobState.QUEUED, "interrupted");
        });
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
}
