package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** The families that this build knows by name: data, in the words of a manifest. */
public final class FamilyData {
    private static final JsonNode ALL = Documents.resource("families.yaml");

    private FamilyData() {}

    /** The names that a manifest may write without saying anything of the conditioning. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        ALL.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** What holds for a family; nothing for one that a manifest makes up. */
    static JsonNode of(String name) {
        JsonNode known = ALL.path(name);
        return known.isMissingNode() ? MissingNode.getInstance() : known;
    }
}
