package org.skiagraph.diffusion.bundle.internal.probe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One graph's part of a fingerprint.
 *
 * @param tolerance of every number, as a share of the output's standard deviation
 */
public record GraphPrint(String role, double tolerance, List<KnownInput> inputs, Map<String, OutputPrint> outputs) {
    public GraphPrint {
        inputs = List.copyOf(inputs);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
