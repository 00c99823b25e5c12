package org.skiagraph.app.outbox;

/** What people want to become of jobs. Each method is one transaction. */
final class JobWishes {
    private static final String NOTHING_SAID = JobTable.NOTHING_SAID;

    private final Database database;

    JobWishes(Database database) {
        this.database = database;
    }

    /** Ends one that waits; one that runs is ended by its process, wherever that is. */
    void cancel(String key) {
        database.transaction(() -> database.update(
                "UPDATE job SET state = CASE state WHEN 'QUEUED' THEN 'CANCELLED' ELSE state END, cancel = 1, "
                        + NOTHING_SAID
                        + " WHERE submission_key = ? AND state IN ('QUEUED', 'RUNNING')",
                key));
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
                            "UPDATE job SET state = 'CANCELLED', " + NOTHING_SAID
                                    + " WHERE ? IN (id, submission_key) AND state = 'QUEUED'",
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
                "UPDATE job SET state = 'QUEUED', cancel = 0, " + NOTHING_SAID
                        + " WHERE ? IN (id, submission_key) AND state IN ('FAILED', 'CANCELLED')"
                        + " AND instr(request, '/' || ? || '/' || submission_key || '/') = 0",
                id,
                KeptPictures.FOLDER));
    }
}
