package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** Euler steps below the target level, and fresh noise back up to it; draws at every step, the last one too. */
final class EulerAncestral extends SigmaRun {
    private final double[] sigmas;

    private EulerAncestral(Settings settings, SamplingPlan plan, SigmaLadder ladder, double[] sigmas) {
        super(settings, plan, Grid.toFloat(ladder.timesteps()), 1, sigmas[0]);
        this.sigmas = sigmas;
    }

    static EulerAncestral start(Settings settings, SamplingPlan plan) {
        SigmaLadder ladder = ladder(settings, plan, Euler.levels(settings));
        return new EulerAncestral(settings, plan, ladder, Grid.toFloat(Grid.append(ladder.sigmas(), 0)));
    }

    @Override
    double inputSigma(int call) {
        return sigmas[call];
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        double from = sigmas[call];
        double to = sigmas[call + 1];
        double up = Math.sqrt(to * to * (from * from - to * to) / (from * from));
        double down = Math.sqrt(to * to - up * up);
        float[] derivative = derivative(sample, clean(output, sample, from), from);
        float[] lowered = along(sample, derivative, from, down);
        return Mix.of(1, lowered).plus(up, noise.apply(sample.length)).toArray();
    }
}
