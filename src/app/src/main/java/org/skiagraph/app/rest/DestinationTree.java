package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.skiagraph.app.config.DestinationEntry;
import org.skiagraph.app.config.DestinationKeys;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;

/** A destination for clients: never a secret, nor where one lies. */
final class DestinationTree {
    private DestinationTree() {}

    /**
     * Of one that is not understood only the reason is shown: what was written may be a secret in the wrong place. A reason may
     * quote a value.
     *
     * @param reasons whether reasons are for him who asks
     */
    static ObjectNode of(DestinationEntry entry, boolean reasons) {
        ObjectNode tree =
                JsonNodeFactory.instance.objectNode().put("name", entry.name()).put("configured", entry.isConfigured());
        try {
            return with(tree, entry.destination(), entry.values());
        } catch (Failure e) {
            tree.set("failure", Problem.tree(reasons ? e : unsaid(entry.name())));
            return tree;
        }
    }

    private static Failure unsaid(String name) {
        return new Rejected(
                "destinations." + name,
                "it is not understood",
                "'skiagraph destinations test " + name + "' says why, and so does a server that asks for a token");
    }

    private static ObjectNode with(ObjectNode tree, Destination destination, Map<String, String> values) {
        tree.put("target", destination.target().toString()).put("acceptsSynthetic", destination.acceptsSynthetic());
        ObjectNode settings = tree.putObject("settings");
        ArrayNode hidden = tree.putArray("hidden");
        values.forEach((key, value) -> {
            if (DestinationKeys.isSecret(key)) {
                hidden.add(key);
            } else {
                FlatKeys.put(settings, key, value);
            }
        });
        return tree;
    }
}
