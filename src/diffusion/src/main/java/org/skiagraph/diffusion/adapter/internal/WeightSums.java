package org.skiagraph.diffusion.adapter.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.WeightEdits;

/** Changes of one graph's weights, collected; each weight is rounded once, however many LoRAs change it. */
final class WeightSums {
    private record Share(Layer layer, LoraUpdate update, double weight) {}

    private final Map<String, List<Share>> byWeight = new LinkedHashMap<>();
    private final Map<String, UnaryOperator<Tensor.Floats>> others = new LinkedHashMap<>();

    void add(Layer layer, LoraUpdate update, double weight) {
        byWeight.computeIfAbsent(layer.weight().name(), name -> new ArrayList<>())
                .add(new Share(layer, update, weight));
    }

    /** Another change of a weight, before any LoRA's. */
    void add(String name, UnaryOperator<Tensor.Floats> change) {
        others.merge(name, change, (first, next) -> values -> next.apply(first.apply(values)));
    }

    WeightEdits edits() {
        Map<String, UnaryOperator<Tensor.Floats>> edits = new LinkedHashMap<>(others);
        byWeight.forEach((name, shares) -> edits.merge(
                name, values -> changed(values, shares), (first, next) -> values -> next.apply(first.apply(values))));
        return new WeightEdits(edits);
    }

    private static Tensor.Floats changed(Tensor.Floats weight, List<Share> shares) {
        double[] sum = new double[weight.values().length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = weight.values()[i];
        }
        shares.forEach(share -> add(sum, share));
        float[] values = new float[sum.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) sum[i];
        }
        return Tensor.of(values, weight.shape());
    }

    private static void add(double[] sum, Share share) {
        double[] delta = share.update().delta(share.weight());
        Layer layer = share.layer();
        if (!layer.transposed()) {
            for (int i = 0; i < delta.length; i++) {
                sum[i] += delta[i];
            }
            return;
        }
        for (int o = 0; o < layer.out(); o++) {
            for (int i = 0; i < layer.in(); i++) {
                sum[i * layer.out() + o] += delta[o * layer.in() + i];
            }
        }
    }
}
