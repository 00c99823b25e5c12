package org.skiagraph.diffusion.adapter.internal;

import java.nio.file.Path;
import java.util.Map;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeDescription;
import org.skiagraph.graph.WeightEdits;

/** Graphs that are opened with their adapters' changes. */
record AdaptedGraphs(Graphs graphs, Map<Path, WeightEdits> edits) implements Graphs {
    @Override
    public Graph open(Path model, WeightEdits more) {
        WeightEdits own = edits.getOrDefault(model, WeightEdits.NONE);
        if (!own.names().isEmpty() && !more.names().isEmpty()) {
            throw new IllegalArgumentException("a graph is adapted once");
        }
        return graphs.open(model, own.names().isEmpty() ? more : own);
    }

    @Override
    public RuntimeDescription description() {
        return graphs.description();
    }

    @Override
    public long nanosInRun() {
        return graphs.nanosInRun();
    }

    @Override
    public void close() {
        graphs.close();
    }
}
