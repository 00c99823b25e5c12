package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A JSON tree as indented lines for people. */
final class TreeText {
    private static final int KEY = 20;

    private TreeText() {}

    static void print(JsonNode tree, PrintStream out) {
        print(tree, "", out);
    }

    private static void print(JsonNode tree, String indent, PrintStream out) {
        tree.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isObject() && !value.isEmpty()) {
                out.println(indent + entry.getKey());
                print(value, indent + "  ", out);
            } else if (value.isArray() && !value.isEmpty()) {
                out.println(indent + entry.getKey());
                value.forEach(
                        item -> out.println(indent + "  " + (item.isValueNode() ? item.asText() : inOneLine(item))));
            } else if (value.isValueNode() && !value.asText().isEmpty()) {
                out.println(indent + pad(entry.getKey()) + value.asText());
            }
        });
    }

    /** "name label, classes none | left | right". */
    private static String inOneLine(JsonNode item) {
        List<String> parts = new ArrayList<>();
        item.properties().forEach(entry -> {
            List<String> values = new ArrayList<>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            parts.add(
                    entry.getKey() + " " + (values.isEmpty() ? entry.getValue().asText() : String.join(" | ", values)));
        });
        return String.join(", ", parts);
    }

    private static String pad(String key) {
        return key + " ".repeat(Math.max(2, KEY - key.length()));
    }
}
