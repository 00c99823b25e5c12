package org.skiagraph.diffusion.sampling.internal;

import org.skiagraph.diffusion.sampling.SamplingPlan;

/**
 * A run of the exponential integrators (DPM-Solver, DEIS, UniPC): DDPM's variables x = alpha x0 + sigma e, with
 * lambda = log(alpha / sigma) as time. Kept as k-diffusion's sigma by call, the final one included.
 */
abstract class LogSnrRun extends Run {
    final Settings settings;
    final SamplingPlan plan;
    final Prediction prediction;
    private final Clipping clipping;
    private final double[] sigmas;
    private final boolean flow;

    LogSnrRun(Settings settings, SamplingPlan plan, LogSnrLadder ladder) {
        super(ladder.timesteps(), firstCall(plan, 1));
        this.settings = settings;
        this.plan = plan;
        this.sigmas = ladder.sigmas();
        this.prediction = Prediction.of(settings);
        this.clipping = new Clipping(settings, plan.batch());
        this.flow = settings.flag("use_flow_sigmas");
    }

    /** The level at a call, or after the last. */
    final Level level(int call) {
        double sigma = sigmas[call];
        if (flow) {
            return new Level(1 - sigma, sigma);
        }
        double alpha = 1 / Math.sqrt(sigma * sigma + 1);
        return new Level(alpha, sigma * alpha);
    }

    final float[] clean(float[] output, float[] sample, int call) {
        Level level = level(call);
        // Flow models predict against the flow's own sigma, whatever the variables.
        double sigma = prediction == Prediction.FLOW_PREDICTION ? sigmas[call] : level.sigma();
        float[] clean = prediction.clean(output, sample, level.alpha(), sigma);
        return settings.flag("thresholding") ? clipping.apply(clean) : clean;
    }

    final float[] noise(float[] output, float[] sample, int call) {
        Level level = level(call);
        return settings.flag("thresholding")
                ? Prediction.noiseOf(clean(output, sample, call), sample, level.alpha(), level.sigma())
                : prediction.noise(output, sample, level.alpha(), level.sigma());
    }

    @Override
    float[] noised(float[] clean, float[] noise, int call) {
        Level level = level(call);
        return Mix.of(level.alpha(), clean).plus(level.sigma(), noise).toArray();
    }

    /** A noise level: x = alpha x0 + sigma e. */
    record Level(double alpha, double sigma) {
        /** log(alpha / sigma); infinite without noise. */
        double lambda() {
            return StrictMath.log(alpha) - StrictMath.log(sigma);
        }
    }
}
