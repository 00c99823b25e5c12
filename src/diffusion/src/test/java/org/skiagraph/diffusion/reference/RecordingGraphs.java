package org.skiagraph.diffusion.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeDescription;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;
import org.skiagraph.graph.WeightEdits;

/** Real graphs that remember what went in and out. */
final class RecordingGraphs implements Graphs {
    private final Graphs real;
    private final List<Run> runs = new ArrayList<>();

    RecordingGraphs(Graphs real) {
        this.real = real;
    }

    /** One run of the graph whose directory has this name ("unet", "text_encoder", ...). */
    record Run(String role, Map<String, Tensor> inputs, Map<String, Tensor> outputs) {}

    List<Run> runs() {
        return runs;
    }

    List<Run> runsOf(String role) {
        return runs.stream().filter(run -> run.role().equals(role)).toList();
    }

    @Override
    public Graph open(Path model, WeightEdits edits) {
        return new RecordingGraph(model.getParent().getFileName().toString(), real.open(model, edits));
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
    public void close() {
        real.close();
    }

    private final class RecordingGraph implements Graph {
        private final String role;
        private final Graph graph;

        RecordingGraph(String role, Graph graph) {
            this.role = role;
            this.graph = graph;
        }

        @Override
        public Map<String, TensorInfo> inputs() {
            return graph.inputs();
        }

        @Override
        public Map<String, TensorInfo> outputs() {
            return graph.outputs();
        }

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted) {
            Map<String, Tensor> outputs = graph.run(inputs, wanted);
            runs.add(new Run(role, Map.copyOf(inputs), outputs));
            return outputs;
        }

        @Override
        public void close() {
            graph.close();
        }
    }
}
