package org.skiagraph.diffusion.bundle.internal.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;

/** Runs a graph on known inputs. */
final class KnownRun {
    private KnownRun() {}

    static Map<String, Tensor> of(Graph graph, List<KnownInput> inputs, Set<String> wanted) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        for (int place = 0; place < inputs.size(); place++) {
            given.put(inputs.get(place).name(), inputs.get(place).tensor(place));
        }
        // In the graph's own order of outputs.
        Map<String, Tensor> made = graph.run(given, wanted);
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(graph.outputs().keySet());
        names.retainAll(wanted);
        names.forEach(name -> ordered.put(name, made.get(name)));
        return ordered;
    }
}
