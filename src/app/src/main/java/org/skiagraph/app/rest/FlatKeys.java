package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Nested JSON as the flat keys that settings have: "tls.key", "routes.tags[0]". */
final class FlatKeys {
    private FlatKeys() {}

    /** @throws Refusal if there is something else in it than objects, lists and values */
    static Map<String, String> of(Fields fields) {
        Map<String, String> flat = new TreeMap<>();
        add(flat, "", fields.node());
        return flat;
    }

    private static void add(Map<String, String> flat, String key, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(one -> add(flat, key.isEmpty() ? one.getKey() : key + "." + one.getKey(), one.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(flat, key + "[" + i + "]", node.get(i));
            }
        } else if (node.isNull()) {
            throw Body.bad(key, "it is null", "Leave it out");
        } else {
            flat.put(key, node.asText());
        }
    }

    /** Puts one key into its place in a tree; all values are text, but for what is a truth value. */
    static void put(ObjectNode tree, String key, String value) {
        int dot = key.indexOf('.');
        if (dot >= 0) {
            put(tree.withObjectProperty(key.substring(0, dot)), key.substring(dot + 1), value);
        } else if (key.endsWith("]")) {
            tree.withArrayProperty(key.substring(0, key.indexOf('['))).add(value);
        } else if (value.equals("true") || value.equals("false")) {
            tree.put(key, Boolean.parseBoolean(value));
        } else {
            tree.put(key, value);
        }
    }
}
