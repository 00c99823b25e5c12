package org.skiagraph.app.outbox;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deliveries of the store. Each method is one transaction. */
final class DeliveryTable {
    /** Key Object Selections: rejection notes are no images, and nobody judges them. */
    static final String NOTES = "1.2.840.10008.5.1.4.1.1.88.59";

    static final String ALL = "SELECT * FROM delivery JOIN instance USING (sop_instance_uid) ";

    private final Database database;

    DeliveryTable(Database database) {
        this.database = database;
    }

    /** Whoever sent them is gone: they are sent again. Only for him who alone sends. */
    int recover(Instant now) {
        return database.transaction(() -> database.update(
                "UPDATE delivery SET state = 'PENDING', attempts = attempts + 1, next = ?, detail = 'the program ended while it was sent'"
                        + " WHERE state = 'SENT'",
                now.toEpochMilli()));
    }

    /** Takes what is due, oldest first, and makes it SENT. */
    List<QueuedDelivery> take(String destination, Instant now, int most) {
        return database.transaction(() -> {
            List<QueuedDelivery> due = database.query(
                    ALL + "WHERE destination = ? AND state = 'PENDING' AND verdict = 'ACCEPTED' AND next <= ?"
                            + " ORDER BY next, queued, delivery.rowid LIMIT ?",
                    DeliveryTable::delivery,
                    destination,
                    now.toEpochMilli(),
                    most);
            for (QueuedDelivery delivery : due) {
                // Its age counts from its first try: before, nobody may have been there to send it.
                database.update(
                        "UPDATE delivery SET state = 'SENT', detail = 'being sent',"
                                + " queued = CASE WHEN attempts = 0 THEN ? ELSE queued END"
                                + " WHERE sop_instance_uid = ? AND destination = ?",
                        now.toEpochMilli(),
                        delivery.sopInstanceUid(),
                        delivery.destination());
            }
            return due;
        });
    }

    void become(QueuedDelivery delivery, DeliveryState state, int attempts, Instant next, String detail) {
        database.transaction(() -> set(delivery, state, attempts, next, detail));
    }

    private int set(QueuedDelivery delivery, DeliveryState state, int attempts, Instant next, String detail)
            throws SQLException {
        return database.update(
                "UPDATE delivery SET state = ?, attempts = ?, next = ?, detail = ?"
                        + " WHERE sop_instance_uid = ? AND destination = ?",
                state.name(),
                attempts,
                next.toEpochMilli(),
                detail,
                delivery.sopInstanceUid(),
                delivery.destination());
    }

    /** Gives up what has been tried too long, and what a person did not want while it was being sent. */
    int expire(String destination, Instant queuedBefore, String reason) {
        return database.transaction(() -> {
            database.update(
                    "UPDATE delivery SET state = 'DEAD', detail = 'withdrawn or rejected'"
                            + " WHERE destination = ? AND state = 'PENDING' AND sop_instance_uid IN"
                            + " (SELECT sop_instance_uid FROM instance WHERE verdict = 'REJECTED')",
                    destination);
            return database.update(
                    "UPDATE delivery SET state = 'DEAD', detail = ? || detail"
                            + " WHERE destination = ? AND state = 'PENDING' AND attempts > 0 AND queued < ?",
                    reason,
                    destination,
                    queuedBefore.toEpochMilli());
        });
    }

    List<QueuedDelivery> list(Optional<DeliveryState> state) {
        return database.read(() -> database.query(
                ALL + "WHERE ? IS NULL OR state = ? ORDER BY queued, delivery.rowid",
                DeliveryTable::delivery,
                state.map(Enum::name).orElse(null),
                state.map(Enum::name).orElse(null)));
    }

    /** @param uid of an instance or a study */
    List<QueuedDelivery> of(String uid) {
        return database.read(() -> database.query(
                ALL + "WHERE sop_instance_uid = ? OR study_instance_uid = ? ORDER BY destination, delivery.rowid",
                DeliveryTable::delivery,
                uid,
                uid));
    }

    /** @param uid of an instance or a study; null for all */
    int retryDead(String uid, Instant now) {
        return database.transaction(() -> database.update(
                // One that was sent before keeps a try, so that "already there" is understood.
                "UPDATE delivery SET state = 'PENDING', attempts = min(attempts, 1), queued = ?, next = ?"
                        + " WHERE state = 'DEAD' AND sop_instance_uid NOT IN"
                        + " (SELECT sop_instance_uid FROM instance WHERE verdict = 'REJECTED')"
                        + " AND (? IS NULL OR sop_instance_uid IN"
                        + " (SELECT sop_instance_uid FROM instance WHERE sop_instance_uid = ? OR study_instance_uid = ?))",
                now.toEpochMilli(),
                now.toEpochMilli(),
                uid,
                uid,
                uid));
    }

    /**
     * Forgets dead ones.
     *
     * @param uid of an instance or a study; null for all
     */
    int dropDead(String uid) {
        return database.transaction(() -> database.update(
                "DELETE FROM delivery WHERE state = 'DEAD' AND (? IS NULL OR sop_instance_uid IN"
                        + " (SELECT sop_instance_uid FROM instance WHERE sop_instance_uid = ? OR study_instance_uid = ?))",
                uid,
                uid,
                uid));
    }

    /**
     * What is rejected is never sent, unless it has been; what is accepted after that is sent after all.
     *
     * @param uid of an instance or a study
     * @return how many instances
     */
    int judge(String uid, Verdict verdict) {
        return database.transaction(() -> {
            int judged = database.update(
                    "UPDATE instance SET verdict = ? WHERE (sop_instance_uid = ? OR study_instance_uid = ?)"
                            + " AND sop_class_uid <> ?",
                    verdict.name(),
                    uid,
                    uid,
                    NOTES);
            String change = verdict == Verdict.REJECTED
                    ? "UPDATE delivery SET state = 'DEAD', detail = 'rejected by a person' WHERE state = 'PENDING'"
                    : "UPDATE delivery SET state = 'PENDING', detail = '' WHERE state = 'DEAD'"
                            + " AND detail IN ('rejected by a person', 'withdrawn or rejected', 'withdrawn')";
            database.update(
                    change + " AND sop_instance_uid IN (SELECT sop_instance_uid FROM instance"
                            + " WHERE (sop_instance_uid = ? OR study_instance_uid = ?) AND sop_class_uid <> ?)",
                    uid,
                    uid,
                    NOTES);
            return judged;
        });
    }

    /** Stored ones that the destination has to answer for, and has not been asked or has not answered in time. */
    List<QueuedDelivery> uncommitted(String destination, Instant askedBefore, int mostAsked, int most) {
        return database.read(() -> database.query(
                ALL + "WHERE destination = ? AND state = 'STORED' AND asked < ? AND next <= ?"
                        + " ORDER BY next, delivery.rowid LIMIT ?",
                DeliveryTable::delivery,
                destination,
                mostAsked,
                askedBefore.toEpochMilli(),
                most));
    }

    /** Before the question goes out, so that its answer is understood whenever it comes. */
    void asking(String transactionUid, List<QueuedDelivery> deliveries, Instant now) {
        database.transaction(() -> {
            for (QueuedDelivery delivery : deliveries) {
                database.update(
                        "INSERT INTO commitment VALUES (?, ?, ?, ?)",
                        transactionUid,
                        delivery.sopInstanceUid(),
                        delivery.destination(),
                        now.toEpochMilli());
                database.update(
                        "UPDATE delivery SET asked = asked + 1, next = ?,"
                                + " detail = 'stored; asked ' || (asked + 1) || ' times whether it is committed'"
                                + " WHERE sop_instance_uid = ? AND destination = ?",
                        now.toEpochMilli(),
                        delivery.sopInstanceUid(),
                        delivery.destination());
            }
            return 0;
        });
    }

    /** What was asked for in a transaction; empty if it is none of ours. */
    List<QueuedDelivery> askedIn(String transactionUid) {
        return database.read(() -> database.query(
                "SELECT d.*, i.* FROM commitment c JOIN delivery d ON d.sop_instance_uid = c.sop_instance_uid"
                        + " AND d.destination = c.destination JOIN instance i ON i.sop_instance_uid = d.sop_instance_uid"
                        + " WHERE c.transaction_uid = ?",
                DeliveryTable::delivery,
                transactionUid));
    }

    void notAsked(List<QueuedDelivery> deliveries, String detail) {
        database.transaction(() -> {
            for (QueuedDelivery delivery : deliveries) {
                database.update(
                        "UPDATE delivery SET asked = max(asked - 1, 1), detail = ?"
                                + " WHERE sop_instance_uid = ? AND destination = ? AND state = 'STORED'",
                        detail,
                        delivery.sopInstanceUid(),
                        delivery.destination());
            }
            return 0;
        });
    }

    void neverAsk(List<QueuedDelivery> deliveries, int mostAsked, String detail) {
        database.transaction(() -> {
            for (QueuedDelivery delivery : deliveries) {
                database.update(
                        "UPDATE delivery SET asked = ?, detail = ? WHERE sop_instance_uid = ? AND destination = ?",
                        mostAsked,
                        detail,
                        delivery.sopInstanceUid(),
                        delivery.destination());
            }
            return 0;
        });
    }

    /** @param failures in a row; 0 closes the circuit again */
    void breaker(String destination, int failures, Instant until, String detail) {
        database.transaction(() -> database.update(
                "INSERT INTO breaker VALUES (?, ?, ?, ?) ON CONFLICT (destination) DO UPDATE"
                        + " SET failures = excluded.failures, closed_until = excluded.closed_until, detail = excluded.detail",
                destination,
                failures,
                until.toEpochMilli(),
                detail));
    }

    /**
     * @param failures in a row
     * @param until when it is tried again
     */
    record Breaker(int failures, Instant until, String detail) {
        static final Breaker CLOSED = new Breaker(0, Instant.EPOCH, "");
    }

    Breaker breaker(String destination) {
        return database
                .read(() -> database.query(
                        "SELECT failures, closed_until, detail FROM breaker WHERE destination = ?",
                        row -> new Breaker(row.getInt(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)),
                        destination))
                .stream()
                .findFirst()
                .orElse(Breaker.CLOSED);
    }

    static QueuedDelivery delivery(ResultSet row) throws SQLException {
        return new QueuedDelivery(
                row.getString("sop_instance_uid"),
                row.getString("sop_class_uid"),
                row.getString("study_instance_uid"),
                Path.of(row.getString("file")),
                row.getString("destination"),
                DeliveryState.valueOf(row.getString("state")),
                Verdict.valueOf(row.getString("verdict")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("next")),
                row.getString("detail"));
    }
}
