package org.skiagraph.diffusion.adapter.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.skiagraph.graph.Weight;
import org.skiagraph.graph.Weight.Use;

/**
 * A weight of a graph that a LoRA may change.
 *
 * @param paths what its module may be called, with "_" for every separator; none if the export folded all names
 * @param out output features
 * @param in input features or channels
 * @param transposed whether it is stored [in, out]
 * @param order place of its node in the graph
 */
record Layer(Weight weight, List<String> paths, int out, int in, int kernel, boolean transposed, int order) {

    /** The layers of a graph in its own order. */
    static List<Layer> of(List<Weight> weights) {
        List<Layer> layers = new ArrayList<>();
        for (Weight weight : weights) {
            boolean matrix = weight.shape().size() == 2 || weight.shape().size() == 4;
            if (matrix && weight.type().isPresent() && !weight.uses().isEmpty()) {
                Use use = weight.uses().get(0);
                boolean linear = List.of("MatMul", "Gemm", "Transpose").contains(use.operator());
                if (linear || use.operator().equals("Conv")) {
                    layers.add(layer(weight, use));
                }
            }
        }
        layers.sort(Comparator.comparingInt(Layer::order));
        return layers;
    }

    private static Layer layer(Weight weight, Use use) {
        // torch keeps [out, in]. Exporters transpose it for MatMul; Gemm says so itself.
        boolean transposed = use.operator().equals("MatMul") || (use.operator().equals("Gemm") && !use.transposed());
        int first = Math.toIntExact(weight.shape().get(0));
        int second = Math.toIntExact(weight.shape().get(1));
        int kernel = 1;
        for (int i = 2; i < weight.shape().size(); i++) {
            kernel *= Math.toIntExact(weight.shape().get(i));
        }
        return new Layer(
                weight,
                paths(weight, use),
                transposed ? second : first,
                transposed ? first : second,
                kernel,
                transposed,
                use.order());
    }

    /** From the weight's own name where the export kept it, and from the node's, which keeps the module's path. */
    private static List<String> paths(Weight weight, Use use) {
        List<String> paths = new ArrayList<>();
        if (weight.name().endsWith(".weight")) {
            paths.add(plain(weight.name().substring(0, weight.name().length() - ".weight".length())));
        }
        int slash = use.node().lastIndexOf('/');
        if (slash > 0) {
            paths.add(plain(use.node().substring(0, slash)));
        }
        return paths;
    }

    private static String plain(String path) {
        return path.replaceFirst("^/", "").replace('.', '_').replace('/', '_');
    }

    /** Whether one of its names is this module's, perhaps behind a wrapper's. */
    boolean isCalled(String module) {
        return paths.stream().anyMatch(path -> path.equals(module) || path.endsWith("_" + module));
    }

    /** Whether a change has this layer's shape; a 1 x 1 convolution and a linear layer are the same. */
    boolean fits(LoraUpdate update) {
        return update.out() == out && update.in() == in && update.kernel() == kernel;
    }

    String shape() {
        return "[" + out + ", " + in + (kernel > 1 ? ", kernel of " + kernel : "") + "]";
    }
}
