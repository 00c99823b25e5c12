package org.skiagraph.app.cohorts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one study is asked to be.
 *
 * @param number from 1; part of the study's identity
 * @param values by column, in the cohort's order; an empty value says nothing
 */
record Row(int number, Map<String, String> values) {
    Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What a column says, if anything. */
    Optional<String> value(String column) {
        return Optional.ofNullable(values.get(column)).filter(text -> !text.isEmpty());
    }
}
