package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.app.cohorts.SeededOrder.Use;
import org.skiagraph.domain.Rejected;

/**
 * The values that a field of a drawn cohort takes. In YAML: one value; a list, all as often; values with weights; or
 * {from, to, step}, ends included, all as often.
 *
 * @param weights by value, in order; not all 0
 */
record FieldValues(String field, Map<String, BigDecimal> weights) {
    private static final int MOST_VALUES = 1_000_000;
    private static final int LONGEST = 32 * 1024;
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String STEP = "step";

    /** @throws Rejected naming the field */
    static FieldValues read(String field, JsonNode node) {
        Map<String, BigDecimal> weights = new LinkedHashMap<>();
        if (node.isArray()) {
            node.forEach(value -> put(field, weights, text(field, value), BigDecimal.ONE));
        } else if (node.has(FROM) && node.has(TO)) {
            range(field, node).forEach(value -> weights.put(value, BigDecimal.ONE));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> put(field, weights, entry.getKey(), weight(field, entry.getValue())));
        } else {
            put(field, weights, text(field, node), BigDecimal.ONE);
        }
        if (weights.values().stream().allMatch(weight -> weight.signum() == 0)) {
            throw new Rejected(where(field), "it has no value with a weight over 0", "Give it one");
        }
        return new FieldValues(field, weights);
    }

    private static String where(String field) {
        return "field " + field;
    }

    private static void put(String field, Map<String, BigDecimal> weights, String value, BigDecimal weight) {
        if (value.length() > LONGEST) {
            throw new Rejected(where(field), "a value has over " + LONGEST + " characters", "Shorten it");
        }
        if (weights.put(value, weight) != null) {
            throw new Rejected(where(field), "a value is there twice", "Give it once, with a weight");
        }
    }

    private static String text(String field, JsonNode value) {
        if (value.isNull() || value.isContainerNode()) {
            throw new Rejected(
                    where(field), "a value of it is no text or number", "Write a text, a number, or \"\" for none");
        }
        return value.asText();
    }

    private static BigDecimal weight(String field, JsonNode node) {
        if (!node.isNumber() || node.decimalValue().signum() < 0) {
            throw new Rejected(
                    where(field),
                    "a weight is no number from 0 up",
                    "Write {value: weight}, [value, value] or {from: 20, to: 90}");
        }
        return node.decimalValue();
    }

    private static List<String> range(String field, JsonNode node) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!Set.of(FROM, TO, STEP).contains(entry.getKey())
                    || !entry.getValue().isNumber()) {
                throw new Rejected(
                        where(field),
                        "'" + entry.getKey() + "' does not belong in a range, or is no number",
                        "Write {from: 20, to: 90}, with a step if it is not 1");
            }
        }
        BigDecimal from = node.get(FROM).decimalValue();
        BigDecimal to = node.get(TO).decimalValue();
        BigDecimal step = node.has(STEP) ? node.get(STEP).decimalValue() : BigDecimal.ONE;
        if (step.signum() <= 0 || to.compareTo(from) < 0) {
            throw new Rejected(where(field), "it ends before it begins, or has no step over 0", "Write from, to, step");
        }
        if (to.subtract(from).divideToIntegralValue(step).compareTo(BigDecimal.valueOf(MOST_VALUES)) >= 0) {
            throw new Rejected(where(field), "the range has over " + MOST_VALUES + " values", "Give it a larger step");
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
            values.add(value.stripTrailingZeros().toPlainString());
        }
        return values;
    }

    /** Exact quotas of the weights, dealt out to the rows in an order of the seed. */
    List<String> deal(int count, SeededOrder order) {
        List<String> values = List.copyOf(weights.keySet());
        int[] quotas = Quotas.of(count, List.copyOf(weights.values()), order.of(field, Use.REMAINDERS, values.size()));
        List<String> hand = new ArrayList<>(count);
        for (int i = 0; i < quotas.length; i++) {
            for (int n = 0; n < quotas[i]; n++) {
                hand.add(values.get(i));
            }
        }
        int[] rows = order.of(field, Use.ROWS, count);
        String[] dealt = new String[count];
        for (int i = 0; i < count; i++) {
            dealt[rows[i]] = hand.get(i);
        }
        return List.of(dealt);
    }

    /** How many studies the weights ask for, of each value. */
    Map<String, Double> asked(int count) {
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Double> asked = new LinkedHashMap<>();
        weights.forEach((value, weight) -> asked.put(value, weight.doubleValue() * count / sum.doubleValue()));
        return asked;
    }
}
