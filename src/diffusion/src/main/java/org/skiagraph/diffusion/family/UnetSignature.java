package org.skiagraph.diffusion.family;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.TensorInfo;

/**
 * Which of a UNet graph's tensors plays which part. Exports name and rank them differently, so usual names are looked for
 * first and shapes decide where there are none.
 *
 * @param sample latents [rows, channels, h, w]
 * @param timestep rank 0, [1] or [rows], of any numeric type
 * @param context text embeddings [rows, tokens, width]
 * @param output the prediction, shaped as the latents
 */
record UnetSignature(TensorInfo sample, TensorInfo timestep, TensorInfo context, TensorInfo output) {

    static UnetSignature of(Graph graph) {
        Collection<TensorInfo> inputs = graph.inputs().values();
        TensorInfo sample = pick(inputs, Set.of("sample", "x", "x_t"), info -> info.rank() == 4, "latents of rank 4");
        TensorInfo timestep = pick(
                inputs, Set.of("timestep", "timesteps", "t"), info -> info.rank() <= 1, "a timestep of rank 0 or 1");
        TensorInfo context = pick(
                inputs,
                Set.of("encoder_hidden_states", "context"),
                info -> info.rank() == 3,
                "text embeddings of rank 3");
        TensorInfo output = graph.outputs().values().iterator().next();
        return new UnetSignature(sample, timestep, context, output);
    }

    private static TensorInfo pick(
            Collection<TensorInfo> inputs, Set<String> names, Predicate<TensorInfo> fits, String what) {
        return inputs.stream()
                .filter(info -> names.contains(info.name()) && fits.test(info))
                .findFirst()
                .or(() -> inputs.stream().filter(fits).findFirst())
                .orElseThrow(() -> new Rejected(
                        "unet",
                        "it has no input for " + what + " among "
                                + inputs.stream().map(TensorInfo::name).toList(),
                        "Export the UNet with inputs sample, timestep and encoder_hidden_states"));
    }

    /** Rows that one run takes: what the graph fixes, else as many as are wanted. */
    int rowsPerRun(int wanted) {
        long declared = sample.shape().get(0);
        return declared > 0 ? (int) declared : wanted;
    }
}
