package org.skiagraph.graph;

import java.util.Map;
import java.util.Set;

/** One opened ONNX graph. Thread-safe; closing it frees the native session. */
public interface Graph extends AutoCloseable {
    /** Declared inputs in the graph's own order. */
    Map<String, TensorInfo> inputs();

    /** Declared outputs in the graph's own order. */
    Map<String, TensorInfo> outputs();

    /**
     * Runs the graph once.
     *
     * @param inputs one tensor per declared input, converted to the declared element type; a one-element tensor fits a
     *     scalar input and the other way round
     * @param wanted names of the outputs to compute
     * @return the wanted outputs, on the Java heap
     * @throws org.skiagraph.domain.Rejected if an input is missing, unknown or of a shape that the graph refuses
     * @throws org.skiagraph.domain.Retryable if memory ran out
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted);

    @Override
    void close();
}
