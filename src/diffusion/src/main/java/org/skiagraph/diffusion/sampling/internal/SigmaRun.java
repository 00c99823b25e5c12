package org.skiagraph.diffusion.sampling.internal;

import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/** A run in k-diffusion's variables, x = x0 + sigma e; the network sees x / sqrt(sigma^2 + 1). */
abstract class SigmaRun extends Run {
    final Settings settings;
    final SamplingPlan plan;
    final Prediction prediction;
    private final double most;

    /** @param most the first and highest sigma */
    SigmaRun(Settings settings, SamplingPlan plan, double[] timesteps, int callsPerStep, double most) {
        super(timesteps, firstCall(plan, callsPerStep));
        this.settings = settings;
        this.plan = plan;
        this.prediction = Prediction.of(settings);
        this.most = most;
        if (prediction == Prediction.FLOW_PREDICTION) {
            throw new Rejected(
                    settings.className() + ".prediction_type",
                    "flow_prediction is not defined for this scheduler",
                    "Use FlowMatchEulerDiscreteScheduler");
        }
    }

    /** The noise level that the network is asked at. */
    abstract double inputSigma(int call);

    @Override
    public double initNoiseSigma() {
        return settings.oneOf("timestep_spacing", "linspace", "leading", "trailing")
                        .equals("leading")
                ? Math.sqrt(most * most + 1)
                : most;
    }

    @Override
    public float[] scaleModelInput(float[] sample, int call) {
        float sigma = (float) inputSigma(call);
        float norm = (float) Math.sqrt(sigma * sigma + 1);
        float[] scaled = new float[sample.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = sample[i] / norm;
        }
        return scaled;
    }

    @Override
    float[] noised(float[] clean, float[] noise, int call) {
        return Mix.of(1, clean).plus(inputSigma(call), noise).toArray();
    }

    /**
     * The clean sample. Here, in scaleModelInput and in the methods below every operation is rounded to float32, in the reference's
     * order: with a first sigma of 4096 (zero terminal SNR) the rounding itself is larger than any tolerance.
     */
    final float[] clean(float[] output, float[] sample, double level) {
        float sigma = (float) level;
        float squares = sigma * sigma + 1;
        float share = -sigma / (float) Math.sqrt(squares);
        float[] clean = new float[sample.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = switch (prediction) {
                case EPSILON -> sample[i] - sigma * output[i];
                case V_PREDICTION -> output[i] * share + sample[i] / squares;
                default -> output[i];
            };
        }
        return clean;
    }

    /** dx/dsigma. */
    static float[] derivative(float[] sample, float[] clean, double level) {
        float sigma = (float) level;
        float[] derivative = new float[sample.length];
        for (int i = 0; i < derivative.length; i++) {
            derivative[i] = (sample[i] - clean[i]) / sigma;
        }
        return derivative;
    }

    /** From one sigma to another along a slope. */
    static float[] along(float[] sample, float[] slope, double from, double to) {
        float step = (float) to - (float) from;
        float[] moved = new float[sample.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = sample[i] + slope[i] * step;
        }
        return moved;
    }

    /** The ladder that Euler's kind of solver climbs down. */
    static SigmaLadder ladder(Settings settings, SamplingPlan plan, NoiseLevels levels) {
        double[] train = levels.sigmas();
        double[] timesteps = Spacing.fractional(settings, plan.numInferenceSteps(), "linspace");
        SigmaLadder plain = SigmaLadder.interpolated(train, timesteps);
        if (!SigmaLadder.isRespaced(settings)) {
            return plain;
        }
        double most = settings.has("sigma_max") ? settings.real("sigma_max") : plain.sigmas()[0];
        double least =
                settings.has("sigma_min") ? settings.real("sigma_min") : plain.sigmas()[plain.sigmas().length - 1];
        return SigmaLadder.respaced(settings, most, least, timesteps.length, train);
    }
}
