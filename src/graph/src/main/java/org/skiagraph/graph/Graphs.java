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
    Graph open(Path model);

    /** Total time spent inside ONNX Runtime's run so far, in nanoseconds; for benchmarks. */
    long nanosInRun();

    @Override
    void close();
}
