package org.skiagraph.diffusion.sampling.internal;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/** DDPM's ancestral sampler (arXiv 2006.11239, equation 7), with every variance that diffusers knows. */
final class Ddpm extends DiscreteRun {
    private static final double LEAST_VARIANCE = 1e-20;

    private final String varianceType;
    private final boolean unitSteps;

    Ddpm(Settings settings, SamplingPlan plan) {
        this(settings, plan, Spacing.discrete(settings, plan.numInferenceSteps(), "leading"), false);
    }

    /** MONAI's: every step goes from t to t - 1, however far away the next call's timestep is. */
    static Ddpm monai(Settings settings, SamplingPlan plan) {
        return new Ddpm(settings, plan, Spacing.monai(settings, plan.numInferenceSteps()), true);
    }

    private Ddpm(Settings settings, SamplingPlan plan, double[] timesteps, boolean unitSteps) {
        super(settings, plan, timesteps, firstCall(plan, 1));
        this.unitSteps = unitSteps;
        this.varianceType = settings.oneOf(
                "variance_type",
                "fixed_small",
                "fixed_small_log",
                "fixed_large",
                "fixed_large_log",
                "learned",
                "learned_range");
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        int timestep = (int) timestep(call);
        double level = levels.alphaCumprod(timestep);
        double next = nextLevel(call, timestep);
        double beta = 1 - level / next;
        boolean learned = varianceType.startsWith("learned") && output.length == 2 * sample.length;
        float[] mean = learned ? part(output, 0) : output;
        float[] clean = clipping.apply(clean(mean, sample, level));
        Mix mix = Mix.of(Math.sqrt(next) * beta / (1 - level), clean)
                .plus(Math.sqrt(1 - beta) * (1 - next) / (1 - level), sample);
        if (timestep == 0) {
            return mix.toArray();
        }
        double small = Math.max((1 - next) / (1 - level) * beta, LEAST_VARIANCE);
        float[] drawn = noise.apply(sample.length);
        return varianceType.startsWith("learned")
                ? mix.plus(1, scaled(drawn, learnedPart(output, sample), small, beta))
                        .toArray()
                : mix.plus(fixedDeviation(small, beta), drawn).toArray();
    }

    private double nextLevel(int call, int timestep) {
        if (unitSteps) {
            return timestep > 0 ? levels.alphaCumprod(timestep - 1) : 1;
        }
        return call + 1 < calls() ? levels.alphaCumprod((int) timestep(call + 1)) : 1;
    }

    @Override
    public boolean readsVariance() {
        return varianceType.startsWith("learned");
    }

    private double fixedDeviation(double small, double beta) {
        return switch (varianceType) {
            case "fixed_large" -> Math.sqrt(beta);
            // diffusers hands on the logarithm itself, and takes its root; kept out because it is no deviation.
            case "fixed_large_log" ->
                throw new Rejected(
                        "DDPMScheduler.variance_type",
                        "fixed_large_log is not defined for sampling",
                        "Use fixed_large");
            default -> Math.sqrt(small);
        };
    }

    private float[] learnedPart(float[] output, float[] sample) {
        if (output.length != 2 * sample.length) {
            throw new Rejected(
                    "DDPMScheduler.variance_type",
                    varianceType + " needs a UNet that predicts its variance",
                    "Use fixed_small with this UNet");
        }
        return part(output, 1);
    }

    /** Noise times the deviation that the network predicts per value. */
    private float[] scaled(float[] noise, float[] predicted, double small, double beta) {
        double low = StrictMath.log(small);
        double high = StrictMath.log(beta);
        float[] scaled = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            double share = (predicted[i] + 1) / 2;
            double deviation = varianceType.equals("learned_range")
                    ? StrictMath.exp(0.5 * (share * high + (1 - share) * low))
                    : Math.sqrt(predicted[i]);
            scaled[i] = (float) (deviation * noise[i]);
        }
        return scaled;
    }

    /** Mean and variance lie one behind the other in each image's channels. */
    private float[] part(float[] output, int which) {
        int row = output.length / plan.batch();
        float[] part = new float[output.length / 2];
        for (int b = 0; b < plan.batch(); b++) {
            float[] half = Arrays.copyOfRange(output, b * row + which * row / 2, b * row + (which + 1) * row / 2);
            System.arraycopy(half, 0, part, b * row / 2, row / 2);
        }
        return part;
    }
}
