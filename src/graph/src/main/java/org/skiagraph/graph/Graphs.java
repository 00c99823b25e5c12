package org.skiagraph.graph;

import java.nio.file.Path;

/** The door: a started runtime that opens graphs. Closing it does not close the graphs it opened. */
public interface Graphs extends AutoCloseable {
    /** What runs, and why if that is not what was wished for. */
    RuntimeDescription description();

    /**
     * Opens a graph after checking the file: that it is whole, that external data stays inside its directory and
     * exists, that metadata is of sane size.
     *
     * @throws org.skiagraph.domain.Rejected if the file is not a usable ONNX graph
     */
    default Graph open(Path model) {
        return open(model, WeightEdits.NONE);
    }

    /**
     * Opens a graph with some of its weights changed; the file stays as it is.
     *
     * @throws org.skiagraph.domain.Rejected as above, or if a weight to change is not in the graph
     */
    Graph open(Path model, WeightEdits edits);

    /** Total time spent inside ONNX Runtime's run so far, in nanoseconds; for benchmarks. */
    long nanosInRun();

    @Override
    void close();
}
