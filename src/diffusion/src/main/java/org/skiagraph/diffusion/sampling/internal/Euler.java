package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** Euler's method on the probability-flow ODE (arXiv 2206.00364, algorithm 2 without the second-order step). */
final class Euler extends SigmaRun {
    /** diffusers puts this in the place of a last alphas_cumprod of 0, whose sigma would be infinite. */
    static final double LEAST_LEVEL = StrictMath.pow(2, -24);

    private static final double MOST_GAMMA = Math.sqrt(2) - 1;

    private final double[] sigmas;

    private Euler(Settings settings, SamplingPlan plan, SigmaLadder ladder, double[] sigmas) {
        super(settings, plan, timesteps(settings, ladder), 1, sigmas[0]);
        this.sigmas = sigmas;
    }

    static Euler start(Settings settings, SamplingPlan plan) {
        NoiseLevels levels = levels(settings);
        SigmaLadder ladder =
                settings.oneOf("interpolation_type", "linear", "log_linear").equals("linear")
                        ? ladder(settings, plan, levels)
                        : logLinear(settings, plan, levels);
        double[] train = levels.sigmas();
        double last = settings.oneOf("final_sigmas_type", "zero", "sigma_min").equals("zero") ? 0 : train[0];
        return new Euler(settings, plan, ladder, Grid.toFloat(Grid.append(ladder.sigmas(), last)));
    }

    static NoiseLevels levels(Settings settings) {
        NoiseLevels levels = NoiseLevels.of(settings);
        return settings.flag("rescale_betas_zero_snr") ? levels.withLast(LEAST_LEVEL) : levels;
    }

    /** Sigmas evenly spaced in their logarithm over one step more than there are, of which the last is left out. */
    private static SigmaLadder logLinear(Settings settings, SamplingPlan plan, NoiseLevels levels) {
        double[] train = levels.sigmas();
        int steps = plan.numInferenceSteps();
        double[] logs = Grid.linspace(StrictMath.log(train[train.length - 1]), StrictMath.log(train[0]), steps + 1);
        double[] sigmas = new double[logs.length];
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = StrictMath.exp(logs[i]);
        }
        return new SigmaLadder(sigmas, Spacing.fractional(settings, steps, "linspace"));
    }

    private static double[] timesteps(Settings settings, SigmaLadder ladder) {
        boolean continuous =
                settings.oneOf("timestep_type", "discrete", "continuous").equals("continuous");
        if (!continuous || Prediction.of(settings) != Prediction.V_PREDICTION) {
            return Grid.toFloat(ladder.timesteps());
        }
        double[] timesteps = new double[ladder.sigmas().length];
        for (int i = 0; i < timesteps.length; i++) {
            timesteps[i] = (float) (0.25 * StrictMath.log(ladder.sigmas()[i]));
        }
        return timesteps;
    }

    @Override
    double inputSigma(int call) {
        return sigmas[call];
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        double sigma = sigmas[call];
        double gamma = Math.min(plan.arguments().sChurn() / (sigmas.length - 1), MOST_GAMMA);
        double raised = sigma * (1 + gamma);
        float[] start = sample;
        if (gamma > 0) {
            double added = plan.arguments().sNoise() * Math.sqrt(raised * raised - sigma * sigma);
            start = Mix.of(1, sample).plus(added, noise.apply(sample.length)).toArray();
        }
        // With noise added back, v is still taken at the scheduled sigma: so does the reference.
        double asked = prediction == Prediction.V_PREDICTION ? sigma : raised;
        float[] derivative = derivative(start, clean(output, start, asked), raised);
        return along(start, derivative, raised, sigmas[call + 1]);
    }
}
