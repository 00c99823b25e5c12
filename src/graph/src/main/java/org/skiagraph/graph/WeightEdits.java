package org.skiagraph.graph;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes of weights between file and session, by the weights' names. Values come and go as float32, whatever the file holds;
 * a weight may gain rows.
 */
public record WeightEdits(Map<String, UnaryOperator<Tensor.Floats>> byName) {
    public static final WeightEdits NONE = new WeightEdits(Map.of());

    public WeightEdits {
        byName = Map.copyOf(byName);
    }

    /** The weights that change. */
    public Set<String> names() {
        return byName.keySet();
    }
}
