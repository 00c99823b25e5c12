package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labels that are numbers in every row, and so in JSON too: readers want one type for a column.
 *
 * @param kinds by column; whole numbers are doubles where another row has decimals
 */
record NumericColumns(Map<String, Kind> kinds) {
    private static final String WHOLE = "-?(0|[1-9]\\d{0,14})";
    private static final String DECIMAL = "-?(0|[1-9]\\d{0,8})\\.\\d{1,8}";

    private enum Kind {
        WHOLE,
        DECIMAL,
        TEXT
    }

    static NumericColumns of(List<Row> rows) {
        Map<String, Kind> kinds = new HashMap<>();
        rows.forEach(row -> row.values().forEach((column, value) -> {
            if (!value.isEmpty()) {
                kinds.merge(column, kind(value), NumericColumns::wider);
            }
        }));
        return new NumericColumns(kinds);
    }

    private static Kind kind(String value) {
        if (value.matches(WHOLE)) {
            return Kind.WHOLE;
        }
        return value.matches(DECIMAL) ? Kind.DECIMAL : Kind.TEXT;
    }

    private static Kind wider(Kind one, Kind other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    void put(ObjectNode node, String column, String value) {
        switch (kinds.getOrDefault(column, Kind.TEXT)) {
            case WHOLE -> node.put(column, value.isEmpty() ? null : Long.valueOf(value));
            case DECIMAL -> node.put(column, value.isEmpty() ? null : Double.valueOf(value));
            case TEXT -> node.put(column, value);
        }
    }
}
