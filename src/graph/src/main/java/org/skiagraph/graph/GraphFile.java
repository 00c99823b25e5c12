package org.skiagraph.graph;

import java.nio.file.Path;
import java.util.List;
import org.skiagraph.graph.internal.ModelReader;
import org.skiagraph.graph.internal.WeightReader;

/** Checks ONNX files that come from anywhere, before anything trusts them. */
public final class GraphFile {
    private GraphFile() {}

    /**
     * Reads the structure of a file, skipping the weights in it.
     *
     * @throws org.skiagraph.domain.Rejected if it is not ONNX, truncated, cyclic, absurdly large in some part, or refers to
     *     data outside its own directory
     */
    public static GraphSummary inspect(Path model) {
        return ModelReader.read(model);
    }

    /**
     * Lists the weights of a file that {@link #inspect} found whole, in the file's order, without reading their values.
     *
     * @throws org.skiagraph.domain.Rejected as {@link #inspect}
     */
    public static List<Weight> weights(Path model) {
        inspect(model);
        return WeightReader.read(model);
    }
}
