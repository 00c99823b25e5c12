package org.skiagraph.diffusion.conditioning;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.graph.Tensor;

/**
 * What a network is told about one picture besides its latents.
 *
 * @param rows input to a tensor of shape [1, ...]: text embeddings [1, L, D], a mask [1, L], a class [1], ...
 * @param planes values that are given as whole planes behind the latents' channels
 * @param residuals a ControlNet's outputs by name, [1, C, h, w]
 * @param named tensors of shape [1, ...] by the name of the network's own input
 */
public record Condition(
        Map<Part, Tensor> rows, float[] planes, Map<String, Tensor.Floats> residuals, Map<String, Tensor> named) {
    private static final float[] NO_PLANES = {};

    public Condition {
        rows = Map.copyOf(rows);
        residuals = Map.copyOf(residuals);
        named = Map.copyOf(named);
        named.forEach(Condition::requireOneRow);
        rows.forEach((part, tensor) -> requireOneRow(part.toString(), tensor));
        residuals.forEach(Condition::requireOneRow);
    }

    /** Rows alone. */
    public static Condition of(Map<Part, Tensor> rows) {
        return new Condition(rows, NO_PLANES, Map.of(), Map.of());
    }

    /** Named tensors alone. */
    static Condition ofInputs(Map<String, Tensor> named) {
        return new Condition(Map.of(), NO_PLANES, Map.of(), named);
    }

    private static void requireOneRow(String name, Tensor tensor) {
        if (tensor.shape().length == 0 || tensor.shape()[0] != 1) {
            throw new IllegalArgumentException(name + " must hold one row");
        }
    }

    /** The same shapes with zeros in the named rows. */
    Condition withZeros(Part... parts) {
        Map<Part, Tensor> zeroed = new EnumMap<>(rows);
        for (Part part : parts) {
            zeroed.computeIfPresent(part, (key, tensor) -> zeros(tensor));
        }
        return new Condition(zeroed, planes, residuals, named);
    }

    private static Tensor zeros(Tensor tensor) {
        int size = Tensor.size(tensor.shape());
        return tensor instanceof Tensor.Floats
                ? Tensor.of(new float[size], tensor.shape())
                : Tensor.of(new long[size], tensor.shape());
    }

    /** The same with one more row. */
    public Condition with(Part part, Tensor tensor) {
        Map<Part, Tensor> more = new HashMap<>(rows);
        more.put(part, tensor);
        return new Condition(more, planes, residuals, named);
    }

    /** The same with a ControlNet's outputs. */
    public Condition withResiduals(Map<String, Tensor.Floats> given) {
        return new Condition(rows, planes, given, named);
    }

    // A record compares arrays by identity.
    @Override
    public boolean equals(Object other) {
        return other instanceof Condition that
                && rows.equals(that.rows)
                && Arrays.equals(planes, that.planes)
                && residuals.equals(that.residuals)
                && named.equals(that.named);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows.hashCode() + named.hashCode()) + Arrays.hashCode(planes);
    }
}
