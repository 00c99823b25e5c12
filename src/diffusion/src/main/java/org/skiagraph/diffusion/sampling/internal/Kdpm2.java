package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/**
 * DPM-Solver-2 as k-diffusion has it: a call at the geometric mean of two levels, and a step with its slope. The
 * ancestral form steps below the target and adds fresh noise.
 */
final class Kdpm2 extends SigmaRun {
    private final double[] sigmas;
    private final boolean ancestral;
    private float[] start;

    private Kdpm2(Settings settings, SamplingPlan plan, double[] timesteps, double[] sigmas, boolean ancestral) {
        super(settings, plan, timesteps, 2, sigmas[0]);
        this.sigmas = sigmas;
        this.ancestral = ancestral;
    }

    static Kdpm2 start(Settings settings, SamplingPlan plan, boolean ancestral) {
        NoiseLevels levels = NoiseLevels.of(settings);
        SigmaLadder ladder = ladder(settings, plan, levels);
        if (settings.flag("use_karras_sigmas")) {
            ladder = ladder.roundedTimesteps();
        }
        double[] sigmas = Grid.toFloat(Grid.append(ladder.sigmas(), 0));
        double[] timesteps = new double[2 * ladder.timesteps().length - 1];
        double[] train = levels.sigmas();
        for (int i = 0; i < timesteps.length; i++) {
            timesteps[i] = i % 2 == 0
                    ? ladder.timesteps()[i / 2]
                    : SigmaLadder.timestepOf(between(sigmas, i / 2, ancestral), train);
        }
        return new Kdpm2(settings, plan, Grid.toFloat(timesteps), sigmas, ancestral);
    }

    /** The level of a step's second call; 0 at the last step, which has none. */
    private static double between(double[] sigmas, int step, boolean ancestral) {
        double target = ancestral ? down(sigmas, step) : sigmas[step + 1];
        if (target == 0) {
            return 0;
        }
        float log = (float) StrictMath.log(sigmas[step]);
        float targetLog = (float) StrictMath.log(target);
        return (float) StrictMath.exp(targetLog - (targetLog - log) * 0.5f);
    }

    // Where a step is large, the two differ by less than float32 resolves, and the reference's rounding decides.
    private static float up(double[] sigmas, int step) {
        float from = (float) sigmas[step];
        float to = (float) sigmas[step + 1];
        return (float) Math.sqrt(to * to * (from * from - to * to) / (from * from));
    }

    private static float down(double[] sigmas, int step) {
        float up = up(sigmas, step);
        float to = (float) sigmas[step + 1];
        return (float) Math.sqrt(Math.max(0, to * to - up * up));
    }

    @Override
    double inputSigma(int call) {
        return call % 2 == 0 ? sigmas[call / 2] : between(sigmas, call / 2, ancestral);
    }

    /** Before a second call the reference noises to the level of the step's end, not to the one that the call is made at. */
    @Override
    float[] noised(float[] clean, float[] noise, int call) {
        return Mix.of(1, clean).plus(sigmas[(call + 1) / 2], noise).toArray();
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        int step = call / 2;
        double sigma = sigmas[step];
        double asked = inputSigma(call);
        float[] derivative = derivative(sample, clean(output, sample, asked), asked);
        if (call % 2 == 0) {
            start = sample;
            double middle = between(sigmas, step, ancestral);
            return along(sample, derivative, sigma, middle);
        }
        double target = ancestral ? down(sigmas, step) : sigmas[step + 1];
        Mix mix = Mix.of(1, start).plus(target - sigma, derivative);
        return ancestral
                ? mix.plus(up(sigmas, step), noise.apply(sample.length)).toArray()
                : mix.toArray();
    }
}
