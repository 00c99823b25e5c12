package org.skiagraph.app.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Between plain values and JSON trees. */
public final class JsonValues {
    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonValues() {}

    /** A JSON document of our own. */
    public static JsonNode read(String json) {
        try {
            return STRICT.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it is no JSON", e);
        }
    }

    /** What a person wrote behind an equals sign: a number, true, false or a list, else text. */
    public static Object scalar(String text) {
        try {
            return plain(STRICT.readTree(text), text);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** A JSON value as plain Java has it; text, numbers, truth values and lists of them. */
    public static Object plain(JsonNode node) {
        return plain(node, node.asText());
    }

    /** A value out of a configuration as a JSON tree. */
    public static JsonNode tree(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((key, inner) -> object.set(String.valueOf(key), tree(inner)));
            return object;
        }
        if (value instanceof Iterable<?> values) {
            var array = JsonNodeFactory.instance.arrayNode();
            values.forEach(inner -> array.add(tree(inner)));
            return array;
        }
        return leaf(value);
    }

    private static JsonNode leaf(Object value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (value == null) {
            return json.nullNode();
        }
        if (value instanceof Boolean bool) {
            return json.booleanNode(bool);
        }
        if (value instanceof Integer || value instanceof Long) {
            return json.numberNode(((Number) value).longValue());
        }
        return value instanceof Number number ? json.numberNode(number.doubleValue()) : json.textNode(value.toString());
    }

    private static Object plain(JsonNode node, String text) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isArray()) {
            List<Object> values = new ArrayList<>();
            node.forEach(inner -> values.add(plain(inner, inner.asText())));
            return values;
        }
        return node.isTextual() ? node.textValue() : text;
    }
}
