package org.skiagraph.diffusion.conditioning;

import java.util.LinkedHashMap;
import java.util.Map;
import org.skiagraph.graph.Tensor;

/**
 * What a UNet is told about one picture besides its latents.
 *
 * @param rows UNet input name to a float32 tensor of shape [1, ...]: {@code encoder_hidden_states} [1, L, D], for XL also
 *     {@code text_embeds} [1, P] and {@code time_ids} [1, 6]
 */
public record Condition(Map<String, Tensor.Floats> rows) {
    public Condition {
        rows = Map.copyOf(rows);
        rows.forEach(Condition::requireOneRow);
    }

    private static void requireOneRow(String name, Tensor.Floats tensor) {
        if (tensor.shape().length == 0 || tensor.shape()[0] != 1) {
            throw new IllegalArgumentException(name + " must hold one row");
        }
    }

    /** The same shapes with zeros in the named rows. */
    Condition withZeros(String... names) {
        Map<String, Tensor.Floats> zeroed = new LinkedHashMap<>(rows);
        for (String name : names) {
            zeroed.computeIfPresent(
                    name, (key, tensor) -> Tensor.of(new float[tensor.values().length], tensor.shape()));
        }
        return new Condition(zeroed);
    }
}
