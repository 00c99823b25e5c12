package org.skiagraph.app.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.skiagraph.dicom.rejection.RejectionNote;

/** Takes studies back, as far as that goes. */
final class Withdrawals {
    private static final int NOTE_SERIES = 9999;
    private static final int NOTE_DIGITS = 8;

    private final Database database;
    private final OutboxParts parts;

    Withdrawals(Database database, OutboxParts parts) {
        this.database = database;
        this.parts = parts;
    }

    Outbox.Withdrawal withdraw(String studyInstanceUid) {
        Stopped stopped = stop(studyInstanceUid);
        Map<String, List<QueuedDelivery>> there = stopped.there().stream()
                .collect(Collectors.groupingBy(QueuedDelivery::destination, TreeMap::new, Collectors.toList()));
        return new Outbox.Withdrawal(stopped.count(), there);
    }

    /**
     * @param count how many will not be made
     * @param there what destinations have, or may have: nobody knows how far a try came
     */
    private record Stopped(int count, List<QueuedDelivery> there) {}

    /** Nothing more of a study goes out, rejection notes excepted. What a sender has taken before that may arrive. */
    private Stopped stop(String studyInstanceUid) {
        return database.transaction(() -> {
            database.update(
                    "UPDATE instance SET verdict = 'REJECTED' WHERE study_instance_uid = ? AND sop_class_uid <> ?",
                    studyInstanceUid,
                    DeliveryTable.NOTES);
            int stopped = database.update(
                    "UPDATE delivery SET state = 'DEAD', detail = 'withdrawn' WHERE state = 'PENDING'"
                            + " AND sop_instance_uid IN (SELECT sop_instance_uid FROM instance"
                            + " WHERE study_instance_uid = ? AND sop_class_uid <> ?)",
                    studyInstanceUid,
                    DeliveryTable.NOTES);
            return new Stopped(
                    stopped,
                    database.query(
                            DeliveryTable.ALL + "WHERE study_instance_uid = ? AND sop_class_uid <> ?"
                                    + " AND (state NOT IN ('PENDING', 'DEAD') OR attempts > 0)"
                                    + " ORDER BY destination, delivery.rowid",
                            DeliveryTable::delivery,
                            studyInstanceUid,
                            DeliveryTable.NOTES));
        });
    }

    /** Writes a rejection note. Made twice for the same files it is the same one, beside the first of them. */
    Path note(String study, Outbox.Withdrawal withdrawal) {
        Map<String, Path> files = new TreeMap<>();
        withdrawal.there().values().forEach(some -> some.forEach(one -> files.put(one.sopInstanceUid(), one.file())));
        String uid = parts.identities().uidFor(study + "/rejection/" + String.join("/", files.keySet()));
        RejectionNote note = new RejectionNote(
                parts.identities().uidFor(study + "/rejection"),
                uid,
                NOTE_SERIES,
                LocalDateTime.ofInstant(parts.clock().instant(), ZoneId.systemDefault()));
        Path first = files.values().stream().sorted().findFirst().orElseThrow();
        Path file = first.resolveSibling("REJECTED-" + uid.substring(uid.length() - NOTE_DIGITS) + ".dcm");
        return Files.exists(file) ? file : parts.notes().write(note, List.copyOf(files.values()), file);
    }
}
