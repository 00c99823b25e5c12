package org.skiagraph.diffusion.adapter.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
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
 * @param part of an attention that it seems to be, by structure
 */
record Layer(Weight weight, List<String> paths, int out, int in, int kernel, boolean transposed, AttentionPart part) {

    /** The layers of a graph in its own order. */
    static List<Layer> of(List<Weight> weights) {
        List<Weight> found = weights.stream()
                .filter(Layer::isMatrix)
                .filter(weight -> isLinear(weight) || use(weight).operator().equals("Conv"))
                .sorted(Comparator.comparingInt(weight -> use(weight).order()))
                .toList();
        Iterator<AttentionPart> parts = AttentionPart.inOrder(found.stream()
                        .filter(Layer::isOfTokens)
                        .map(weight -> use(weight).data())
                        .toList())
                .iterator();
        List<Layer> layers = new ArrayList<>();
        for (Weight weight : found) {
            layers.add(layer(weight, use(weight), isOfTokens(weight) ? parts.next() : AttentionPart.NONE));
        }
        return layers;
    }

    private static boolean isMatrix(Weight weight) {
        boolean matrix = weight.shape().size() == 2 || weight.shape().size() == 4;
        return matrix && weight.type().isPresent() && !weight.uses().isEmpty();
    }

    private static boolean isLinear(Weight weight) {
        return List.of("MatMul", "Gemm", "Transpose").contains(use(weight).operator());
    }

    /** Linear layers over tokens are MatMuls; a Gemm is one over embeddings, such as the timestep's. */
    private static boolean isOfTokens(Weight weight) {
        return isLinear(weight) && !use(weight).operator().equals("Gemm");
    }

    private static Use use(Weight weight) {
        return weight.uses().get(0);
    }

    private static Layer layer(Weight weight, Use use, AttentionPart part) {
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
                part);
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

    /** Whether one of its names is this module's. */
    boolean isCalled(String module) {
        return paths.contains(module);
    }

    /** Whether one of its names is this module's, behind a wrapper's. */
    boolean endsWith(String module) {
        return paths.stream().anyMatch(path -> path.endsWith("_" + module));
    }

    /** Whether a change has this layer's shape; a 1 x 1 convolution and a linear layer are the same. */
    boolean fits(LoraUpdate update) {
        return update.out() == out && update.in() == in && update.kernel() == kernel;
    }

    String shape() {
        return "[" + out + ", " + in + (kernel > 1 ? ", kernel of " + kernel : "") + "]";
    }
}
