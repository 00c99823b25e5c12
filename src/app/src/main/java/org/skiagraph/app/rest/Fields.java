package org.skiagraph.app.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * A JSON object's values, each of the type that is asked for. What is absent or null was not given.
 *
 * @param owner put before each name in a message; "" for the body itself
 */
record Fields(String owner, JsonNode node) {
    Optional<String> text(String name) {
        return value(name, JsonNode::isTextual, JsonNode::textValue, "text in quotes");
    }

    Optional<Integer> whole(String name) {
        return value(name, JsonNode::canConvertToInt, JsonNode::intValue, "a whole number")
                .filter(number -> isWhole(name));
    }

    Optional<Long> large(String name) {
        return value(
                        name,
                        JsonNode::canConvertToLong,
                        JsonNode::longValue,
                        "a whole number from 0 to " + Long.MAX_VALUE)
                .filter(number -> isWhole(name));
    }

    Optional<Double> number(String name) {
        return value(name, JsonNode::isNumber, JsonNode::doubleValue, "a number");
    }

    boolean is(String name) {
        return value(name, JsonNode::isBoolean, JsonNode::booleanValue, "true or false")
                .orElse(false);
    }

    /** The texts of a list; none where it was not given. */
    List<String> words(String name) {
        List<JsonNode> items = items(name);
        if (!items.stream().allMatch(JsonNode::isTextual)) {
            throw wrong(name, "a list of texts");
        }
        return items.stream().map(JsonNode::textValue).toList();
    }

    List<Integer> wholes(String name, int count) {
        List<JsonNode> items = items(name);
        if (items.size() != count || !items.stream().allMatch(JsonNode::isInt)) {
            throw wrong(name, "a list of " + count + " whole numbers");
        }
        return items.stream().map(JsonNode::intValue).toList();
    }

    /** The items of a list; none where it was not given. */
    List<JsonNode> items(String name) {
        return value(name, JsonNode::isArray, Function.identity(), "a list")
                .map(list -> StreamSupport.stream(list.spliterator(), false).toList())
                .orElse(List.of());
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Text, numbers and truth values by name, as JSON has them. */
    Map<String, JsonNode> values(String name) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        value(name, JsonNode::isObject, Function.identity(), "an object of values")
                .ifPresent(
                        object -> object.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue())));
        return values;
    }

    /** The same, all as text. */
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        values(name).forEach((key, value) -> {
            if (!value.isValueNode() || value.isNull()) {
                throw wrong(name, "text or numbers by name");
            }
            texts.put(key, value.asText());
        });
        return texts;
    }

    Refusal wrong(String name, String wanted) {
        String where = owner.isEmpty() ? name : owner + " " + name;
        return Body.bad(where, "it is something else than is wanted", "Give " + wanted);
    }

    /** 3.5 would become 3. */
    private boolean isWhole(String name) {
        if (!node.get(name).isIntegralNumber()) {
            throw wrong(name, "a whole number");
        }
        return true;
    }

    private <T> Optional<T> value(String name, Predicate<JsonNode> is, Function<JsonNode, T> read, String wanted) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!is.test(value)) {
            throw wrong(name, wanted);
        }
        return Optional.of(read.apply(value));
    }
}
