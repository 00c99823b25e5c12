package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.skiagraph.app.documents.DeliveryTree;
import org.skiagraph.app.outbox.DeliveryList.ListedImage;
import org.skiagraph.app.outbox.QueuedDelivery;

/** Deliveries as clients see them, who are not told where our files lie. */
final class ShownDelivery {
    private ShownDelivery() {}

    static ObjectNode tree(QueuedDelivery delivery) {
        String place = delivery.file().toString();
        String name = delivery.file().getFileName().toString();
        return DeliveryTree.of(delivery)
                .put("file", name)
                .put("detail", delivery.detail().replace(place, name));
    }

    static ObjectNode tree(ListedImage image) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("sopInstanceUid", image.sopInstanceUid())
                .put("studyInstanceUid", image.studyInstanceUid())
                .put("verdict", DeliveryTree.word(image.verdict()));
        ArrayNode deliveries = tree.putArray("deliveries");
        image.deliveries().forEach(delivery -> deliveries.add(tree(delivery)));
        return tree;
    }
}
