package org.skiagraph.graph;

import org.skiagraph.graph.internal.OrtGraphs;

/** Starts ONNX Runtime. */
public final class OnnxRuntime {
    private OnnxRuntime() {}

    /**
     * Starts the runtime, or joins the one that this process runs already.
     *
     * @throws org.skiagraph.domain.Retryable if CUDA was demanded and does not initialise
     */
    public static Graphs start(RuntimeSettings settings) {
        return OrtGraphs.start(settings);
    }
}
