package org.skiagraph.app.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.skiagraph.app.outbox.QueuedDelivery;

/** A delivery as a tree; where its file is, each tells in its own way. */
public final class DeliveryTree {
    private DeliveryTree() {}

    public static ObjectNode of(QueuedDelivery delivery) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("destination", delivery.destination())
                .put("state", word(delivery.state()))
                .put("verdict", word(delivery.verdict()))
                .put("sopInstanceUid", delivery.sopInstanceUid())
                .put("studyInstanceUid", delivery.studyInstanceUid())
                .put("attempts", delivery.attempts())
                .put("next", delivery.next().toString())
                .put("detail", delivery.detail());
    }

    /** As people and documents write it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
