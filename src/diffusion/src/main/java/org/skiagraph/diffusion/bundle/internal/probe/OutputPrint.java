package org.skiagraph.diffusion.bundle.internal.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.skiagraph.graph.Tensor;

/**
 * What is remembered of an output.
 *
 * @param finite whether every value was; if not, only the shape is compared
 * @param steady whether a second run gave the same; a graph that draws inside does not, and only its shape is compared
 * @param sampled {@value #SAMPLES} values at equal distances, the first and the last among them
 */
public record OutputPrint(
        List<Long> shape,
        boolean finite,
        boolean steady,
        double mean,
        double std,
        double low,
        double high,
        List<Double> sampled) {
    private static final int SAMPLES = 16;

    public OutputPrint {
        shape = List.copyOf(shape);
        sampled = List.copyOf(sampled);
    }

    public static OutputPrint of(Tensor tensor) {
        double[] values = values(tensor);
        List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
        if (values.length == 0 || Arrays.stream(values).anyMatch(value -> !Double.isFinite(value))) {
            return new OutputPrint(shape, values.length == 0, true, 0, 0, 0, 0, List.of());
        }
        double mean = Arrays.stream(values).sum() / values.length;
        double variance = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / values.length;
        List<Double> sampled = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            sampled.add(values[(int) ((long) i * (values.length - 1) / (SAMPLES - 1))]);
        }
        return new OutputPrint(
                shape,
                true,
                true,
                mean,
                Math.sqrt(variance),
                Arrays.stream(values).min().orElse(0),
                Arrays.stream(values).max().orElse(0),
                sampled);
    }

    /** The same of a graph that draws inside. */
    OutputPrint drawn() {
        return new OutputPrint(shape, finite, false, mean, std, low, high, sampled);
    }

    static double[] values(Tensor tensor) {
        if (tensor instanceof Tensor.Integers integers) {
            return Arrays.stream(integers.values()).asDoubleStream().toArray();
        }
        float[] floats = ((Tensor.Floats) tensor).values();
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }
}
