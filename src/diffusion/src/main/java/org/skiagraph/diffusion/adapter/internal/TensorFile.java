package org.skiagraph.diffusion.adapter.internal;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.graph.Tensor;

/**
 * Named arrays out of a file, as float32.
 *
 * @param name what the file says that it is, if it says so
 */
record TensorFile(Map<String, Tensor.Floats> tensors, Optional<String> name) {
    TensorFile {
        tensors = Map.copyOf(tensors);
    }
}
