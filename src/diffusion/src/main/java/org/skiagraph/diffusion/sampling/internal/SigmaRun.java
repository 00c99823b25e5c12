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
        double sigma = inputSigma(call);
        return Mix.of(1 / Math.sqrt(sigma * sigma + 1), sample).toArray();
    }

    @Override
    float[] noised(float[] clean, float[] noise, int call) {
        return Mix.of(1, clean).plus(inputSigma(call), noise).toArray();
    }

    /** The clean sample; the same formulas as in DDPM's variables, with alpha = 1 for what epsilon means here. */
    final float[] clean(float[] output, float[] sample, double sigma) {
        return switch (prediction) {
            case EPSILON -> Mix.of(1, sample).plus(-sigma, output).toArray();
            case V_PREDICTION -> {
                double squares = sigma * sigma + 1;
                yield Mix.of(-sigma / Math.sqrt(squares), output)
                        .plus(1 / squares, sample)
                        .toArray();
            }
            default -> output;
        };
    }

    /** dx/dsigma. */
    static float[] derivative(float[] sample, float[] clean, double sigma) {
        return Mix.of(1 / sigma, sample).plus(-1 / sigma, clean).toArray();
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
