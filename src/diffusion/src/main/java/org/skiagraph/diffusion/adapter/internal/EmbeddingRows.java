package org.skiagraph.diffusion.adapter.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.Weight;

/** The table of an encoder that holds one row per token. */
final class EmbeddingRows {
    private EmbeddingRows() {}

    /** The largest table that token ids look up; positions and segments have fewer rows. */
    static Weight table(Path file, String role, List<Weight> weights) {
        return weights.stream()
                .filter(weight -> weight.shape().size() == 2
                        && weight.uses().stream().anyMatch(use -> use.operator().equals("Gather") && use.input() == 0))
                .max(Comparator.comparingLong(weight -> weight.shape().get(0)))
                .orElseThrow(() -> new Rejected(
                        file.toString(),
                        role + " has no table of tokens that could take new ones",
                        "Export the text encoder with input_ids as its input"));
    }

    /** The table with these rows from {@code first} on, longer if it has to be. */
    static Tensor.Floats with(Tensor.Floats table, Tensor.Floats rows, int first) {
        int width = (int) table.shape()[1];
        int end = Math.max((int) table.shape()[0], first + (int) rows.shape()[0]);
        float[] values = Arrays.copyOf(table.values(), end * width);
        System.arraycopy(rows.values(), 0, values, first * width, rows.values().length);
        return Tensor.of(values, end, width);
    }
}
