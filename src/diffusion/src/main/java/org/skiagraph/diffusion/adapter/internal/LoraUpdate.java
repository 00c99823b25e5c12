package org.skiagraph.diffusion.adapter.internal;

import java.util.Optional;
import org.skiagraph.graph.Tensor;

/**
 * One module's change of low rank (arXiv 2106.09685), scale * up * down; with a middle factor as LoCon has it for convolutions.
 *
 * @param module path with "_" for every separator
 * @param down [rank, in] or [rank, in, kh, kw]
 * @param up [out, rank] or [out, rank, 1, 1]
 * @param mid [rank, rank, kh, kw]
 * @param scale alpha / rank
 */
record LoraUpdate(
        Optional<String> role,
        String module,
        Tensor.Floats down,
        Tensor.Floats up,
        Optional<Tensor.Floats> mid,
        double scale) {

    int rank() {
        return (int) down.shape()[0];
    }

    /** Output features. */
    int out() {
        return (int) up.shape()[0];
    }

    /** Input features, or channels. */
    int in() {
        return (int) down.shape()[1];
    }

    /** Values of one kernel; 1 for a linear layer. */
    int kernel() {
        long[] shape = mid.map(Tensor.Floats::shape).orElse(down.shape());
        return shape.length == 4 ? (int) (shape[2] * shape[3]) : 1;
    }

    /** The change, [out, in, kernel], in the given share. */
    double[] delta(double weight) {
        int kernel = kernel();
        int in = in();
        double[] delta = new double[out() * in * kernel];
        double factor = scale * weight;
        for (int o = 0; o < out(); o++) {
            for (int r = 0; r < rank(); r++) {
                double share = factor * up.values()[o * rank() + r];
                if (mid.isEmpty()) {
                    add(delta, o * in * kernel, share, down.values(), r * in * kernel, in * kernel);
                } else {
                    addThroughMid(delta, o, r, share);
                }
            }
        }
        return delta;
    }

    private static void add(double[] sum, int at, double share, float[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            sum[at + i] += share * values[from + i];
        }
    }

    private void addThroughMid(double[] delta, int o, int r, double share) {
        float[] middle = mid.orElseThrow().values();
        int kernel = kernel();
        for (int s = 0; s < rank(); s++) {
            for (int i = 0; i < in(); i++) {
                double both = share * down.values()[s * in() + i];
                int at = (o * in() + i) * kernel;
                for (int k = 0; k < kernel; k++) {
                    delta[at + k] += both * middle[(r * rank() + s) * kernel + k];
                }
            }
        }
    }
}
