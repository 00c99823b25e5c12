package org.skiagraph.app.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.skiagraph.app.outbox.DestinationTrial;

/** What came of trying a destination out. */
public final class TrialTree {
    private TrialTree() {}

    public static ObjectNode of(DestinationTrial.Result result) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("stored", result.stored())
                .put("sopInstanceUid", result.sopInstanceUid())
                .put("detail", result.detail());
        result.echo().ifPresent(took -> tree.put("echoMilliseconds", took.toMillis()));
        return tree;
    }
}
