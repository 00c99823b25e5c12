package org.skiagraph.app.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What people are shown of images and their deliveries. */
public final class DeliveryList {
    private final Database database;

    DeliveryList(Database database) {
        this.database = database;
    }

    /**
     * Some deliveries, in the order in which they were queued.
     *
     * @param next where the next page begins; empty on the last one
     */
    public record Page(List<QueuedDelivery> deliveries, OptionalLong next) {}

    /**
     * One page.
     *
     * @param from what the page before gave; 0 begins
     * @param most at least 1
     */
    public Page page(Optional<DeliveryState> state, long from, int most) {
        List<Map.Entry<Long, QueuedDelivery>> rows = database.read(() -> database.query(
                "SELECT delivery.rowid AS place, * FROM delivery JOIN instance USING (sop_instance_uid)"
                        + " WHERE delivery.rowid >= ? AND (? IS NULL OR state = ?) ORDER BY delivery.rowid LIMIT ?",
                row -> Map.entry(row.getLong("place"), DeliveryTable.delivery(row)),
                from,
                state.map(Enum::name).orElse(null),
                state.map(Enum::name).orElse(null),
                most + 1));
        OptionalLong next = rows.size() > most ? OptionalLong.of(rows.get(most).getKey()) : OptionalLong.empty();
        return new Page(rows.stream().limit(most).map(Map.Entry::getValue).toList(), next);
    }

    /**
     * An image, what a person thinks of it, and where it goes.
     *
     * @param deliveries by destination
     */
    public record ListedImage(
            String sopInstanceUid, String studyInstanceUid, Verdict verdict, List<QueuedDelivery> deliveries) {}

    /**
     * In the order in which they were made; rejection notes are none.
     *
     * @param uid of an instance or a study
     */
    public List<ListedImage> images(String uid) {
        return database.read(() -> {
            Map<String, ListedImage> images = new LinkedHashMap<>();
            for (ListedImage image : database.query(
                    "SELECT * FROM instance WHERE (sop_instance_uid = ? OR study_instance_uid = ?)"
                            + " AND sop_class_uid <> ? ORDER BY rowid",
                    row -> new ListedImage(
                            row.getString("sop_instance_uid"),
                            row.getString("study_instance_uid"),
                            Verdict.valueOf(row.getString("verdict")),
                            new ArrayList<>()),
                    uid,
                    uid,
                    DeliveryTable.NOTES)) {
                images.put(image.sopInstanceUid(), image);
            }
            for (QueuedDelivery delivery : database.query(
                    "SELECT * FROM delivery JOIN instance USING (sop_instance_uid)"
                            + " WHERE (sop_instance_uid = ? OR study_instance_uid = ?) AND sop_class_uid <> ?"
                            + " ORDER BY destination",
                    DeliveryTable::delivery,
                    uid,
                    uid,
                    DeliveryTable.NOTES)) {
                images.get(delivery.sopInstanceUid()).deliveries().add(delivery);
            }
            return List.copyOf(images.values());
        });
    }
}
