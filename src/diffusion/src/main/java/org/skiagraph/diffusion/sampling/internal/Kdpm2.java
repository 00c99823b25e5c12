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
        return (float) Math.sqrt(sigmas[step] * target);
    }

    private static double up(double[] sigmas, int step) {
        double from = sigmas[step];
        double to = sigmas[step + 1];
        return Math.sqrt(to * to * (from * from - to * to) / (from * from));
    }

    private static double down(double[] sigmas, int step) {
        double up = up(sigmas, step);
        return Math.sqrt(Math.max(0, sigmas[step + 1] * sigmas[step + 1] - up * up));
    }

    @Override
    double inputSigma(int call) {
        return call % 2 == 0 ? sigmas[call / 2] : between(sigmas, call / 2, ancestral);
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
