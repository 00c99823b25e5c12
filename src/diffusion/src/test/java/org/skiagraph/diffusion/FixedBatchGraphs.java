package org.skiagraph.diffusion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeDescription;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;
import org.skiagraph.graph.WeightEdits;

/** Real graphs that declare a UNet of batch 1, as exports without dynamic axes do, and hold callers to it. */
final class FixedBatchGraphs implements Graphs {
    private final Graphs real;

    FixedBatchGraphs(Graphs real) {
        this.real = real;
    }

    @Override
    public Graph open(Path model, WeightEdits edits) {
        Graph graph = real.open(model, edits);
        return model.getParent().getFileName().toString().equals("unet") ? new OfOne(graph) : graph;
    }

    @Override
    public RuntimeDescription description() {
        return real.description();
    }

    @Override
    public long nanosInRun() {
        return real.nanosInRun();
    }

    @Override
    public void close() {}

    private record OfOne(Graph graph) implements Graph {
        @Override
        public Map<String, TensorInfo> inputs() {
            Map<String, TensorInfo> fixed = new LinkedHashMap<>();
            graph.inputs().forEach((name, info) -> {
                List<Long> shape = new ArrayList<>(info.shape());
                if (!shape.isEmpty()) {
                    shape.set(0, 1L);
                }
                fixed.put(name, new TensorInfo(name, info.type(), shape));
            });
            return fixed;
        }

        @Override
        public Map<String, TensorInfo> outputs() {
            return graph.outputs();
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted) {
            if (inputs.get("sample").shape()[0] != 1) {
                throw new AssertionError("more than one row at once");
            }
            return graph.run(inputs, wanted);
        }

        @Override
        public void close() {
            graph.close();
        }
    }
}
