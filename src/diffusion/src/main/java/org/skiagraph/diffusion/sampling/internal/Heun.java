package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** Heun's method (arXiv 2206.00364, algorithm 1): two calls per step, one for the last; 2n - 1 in all. */
final class Heun extends SigmaRun {
    private final double[] sigmas;
    private final Clipping clipping;
    private float[] start;
    private float[] slope;

    private Heun(Settings settings, SamplingPlan plan, SigmaLadder ladder, double[] sigmas) {
        super(settings, plan, doubled(ladder.timesteps()), 2, sigmas[0]);
        this.sigmas = sigmas;
        this.clipping = new Clipping(settings, plan.batch());
    }

    static Heun start(Settings settings, SamplingPlan plan) {
        SigmaLadder ladder = ladder(settings, plan, NoiseLevels.of(settings));
        return new Heun(settings, plan, ladder, Grid.toFloat(Grid.append(ladder.sigmas(), 0)));
    }

    /** a, b, b, c, c, ... */
    private static double[] doubled(double[] timesteps) {
        double[] calls = new double[2 * timesteps.length - 1];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = (float) timesteps[(i + 1) / 2];
        }
        return calls;
    }

    @Override
    double inputSigma(int call) {
        return sigmas[(call + 1) / 2];
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        double sigma = sigmas[call / 2];
        double next = sigmas[call / 2 + 1];
        boolean first = call % 2 == 0;
        double asked = first ? sigma : next;
        float[] clean = clipping.apply(clean(output, sample, asked));
        float[] derivative = derivative(sample, clean, asked);
        if (first) {
            start = sample;
            slope = derivative;
            return along(sample, derivative, sigma, next);
        }
        return Mix.of(1, start)
                .plus((next - sigma) / 2, slope)
                .plus((next - sigma) / 2, derivative)
                .toArray();
    }
}
