package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.skiagraph.domain.Rejected;

/**
 * A place anywhere in bundle.yaml, read as strictly as its first two levels.
 *
 * @param where file and keys that lead to it, for errors
 */
record Entry(String where, JsonNode node) {

    /** The place, if there is something in it. */
    static Optional<Entry> of(Manifest manifest, String path) {
        JsonNode node = manifest.at(path);
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(new Entry(manifest.where(path), node));
    }

    /** Itself, if it is an object that has no other keys. */
    Entry only(String... known) {
        if (!node.isObject()) {
            throw wrong("keys and values, of " + new TreeSet<>(Set.of(known)));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!Set.of(known).contains(key)) {
                throw new Rejected(
                        where + "." + key,
                        "the key is not known",
                        "Did you mean one of " + new TreeSet<>(Set.of(known)) + "?");
            }
        });
        return this;
    }

    Optional<Entry> at(String key) {
        JsonNode child = node.path(key);
        return child.isMissingNode() || child.isNull()
                ? Optional.empty()
                : Optional.of(new Entry(where + "." + key, child));
    }

    Entry need(String key) {
        return at(key).orElseThrow(() -> new Rejected(where, "it has no " + key, "Write `" + key + "` there"));
    }

    /** A list's items. */
    List<Entry> items() {
        if (!node.isArray()) {
            throw wrong("a list");
        }
        List<Entry> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new Entry(where + "[" + i + "]", node.get(i)));
        }
        return items;
    }

    /** An object's values, by key and in order. */
    Map<String, Entry> values() {
        if (!node.isObject()) {
            throw wrong("keys and values");
        }
        Map<String, Entry> values = new LinkedHashMap<>();
        node.properties()
                .forEach(property ->
                        values.put(property.getKey(), new Entry(where + "." + property.getKey(), property.getValue())));
        return values;
    }

    String text() {
        if (!node.isValueNode() || node.isNull()) {
            throw wrong("a text");
        }
        return node.asText();
    }

    double number() {
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw wrong("a number");
        }
        return node.asDouble();
    }

    int whole(int from, int to) {
        double value = number();
        if (value != Math.rint(value) || value < from || value > to) {
            throw wrong("a whole number from " + from + " to " + to);
        }
        return (int) value;
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.asBoolean();
    }

    String word(String... known) {
        String word = text();
        if (!Set.of(known).contains(word)) {
            throw wrong("one of " + String.join(", ", known));
        }
        return word;
    }

    Rejected wrong(String wanted) {
        return new Rejected(where, "its value is " + Documents.brief(node), "Write " + wanted);
    }
}
