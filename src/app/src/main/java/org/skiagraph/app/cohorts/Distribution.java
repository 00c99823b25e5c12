package org.skiagraph.app.cohorts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for of one field beside what was made.
 *
 * @param bars one for each value, or for a stretch of numbers where there are many
 */
record Distribution(String field, List<Bar> bars) {
    private static final int MOST_BARS = 24;
    private static final int STRETCHES = 10;
    private static final String REST = "others";

    /**
     * @param asked studies; fractions where weights do not come out even
     * @param made studies
     */
    record Bar(String label, double asked, int made) {}

    static Distribution of(String field, Map<String, Double> asked, List<String> made) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        made.forEach(value -> counts.merge(value, 1, Integer::sum));
        if (asked.size() <= MOST_BARS) {
            return new Distribution(field, bars(asked, counts));
        }
        return asked.keySet().stream().allMatch(value -> value.matches("-?\\d{1,15}(\\.\\d{1,15})?"))
                ? new Distribution(field, stretches(asked, counts))
                : new Distribution(field, mostAsked(asked, counts));
    }

    private static List<Bar> bars(Map<String, Double> asked, Map<String, Integer> made) {
        return asked.entrySet().stream()
                .map(entry -> new Bar(entry.getKey(), entry.getValue(), made.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    /** Ten stretches of equal length. */
    private static List<Bar> stretches(Map<String, Double> asked, Map<String, Integer> made) {
        List<String> numbers = asked.keySet().stream()
                .sorted(Comparator.comparing(BigDecimal::new))
                .toList();
        double low = Double.parseDouble(numbers.get(0));
        double width = (Double.parseDouble(numbers.get(numbers.size() - 1)) - low) / STRETCHES;
        double[] asks = new double[STRETCHES];
        int[] makes = new int[STRETCHES];
        String[] first = new String[STRETCHES];
        String[] last = new String[STRETCHES];
        for (String text : numbers) {
            int at = Math.min(STRETCHES - 1, (int) ((Double.parseDouble(text) - low) / width));
            first[at] = first[at] == null ? text : first[at];
            last[at] = text;
            asks[at] += asked.getOrDefault(text, 0.0);
            makes[at] += made.getOrDefault(text, 0);
        }
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < STRETCHES; i++) {
            if (first[i] != null) {
                bars.add(new Bar(first[i] + " to " + last[i], asks[i], makes[i]));
            }
        }
        return bars;
    }

    /** The first values, and all others as one. */
    private static List<Bar> mostAsked(Map<String, Double> asked, Map<String, Integer> made) {
        List<Bar> all = bars(asked, made);
        List<Bar> shown = new ArrayList<>(all.subList(0, MOST_BARS - 1));
        List<Bar> rest = all.subList(MOST_BARS - 1, all.size());
        shown.add(new Bar(
                rest.size() + " " + REST,
                rest.stream().mapToDouble(Bar::asked).sum(),
                rest.stream().mapToInt(Bar::made).sum()));
        return shown;
    }
}
