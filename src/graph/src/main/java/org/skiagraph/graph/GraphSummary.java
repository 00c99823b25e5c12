package org.skiagraph.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an ONNX file says of itself, read without ONNX Runtime and without loading weights.
 *
 * @param irVersion of the file format
 * @param producer program that exported it; may be ""
 * @param opset of the default operator domain, 0 if none is given
 * @param nodes operators, subgraphs included
 * @param initializers weights, subgraphs included
 * @param inputs declared inputs that are no initializers
 * @param outputs declared outputs
 * @param externalData files beside the graph that hold weights
 */
public record GraphSummary(
        long irVersion,
        String producer,
        long opset,
        int nodes,
        int initializers,
        List<TensorInfo> inputs,
        List<TensorInfo> outputs,
        List<Path> externalData) {
    public GraphSummary {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        externalData = List.copyOf(externalData);
    }

    /** The input of this name. */
    public Optional<TensorInfo> input(String name) {
        return inputs.stream().filter(info -> info.name().equals(name)).findFirst();
    }
}
