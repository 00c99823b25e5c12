package org.skiagraph.diffusion.sampling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** Linear multistep: Adams-Bashforth of order 4 over unevenly spaced sigmas. */
final class Lms extends SigmaRun {
    private static final int ORDER = 4;
    // Three nodes integrate the cubic Lagrange polynomials exactly.
    private static final double[] NODES = {-Math.sqrt(0.6), 0, Math.sqrt(0.6)};
    private static final double[] WEIGHTS = {5 / 9.0, 8 / 9.0, 5 / 9.0};

    private final double[] sigmas;
    private final List<float[]> derivatives = new ArrayList<>();

    private Lms(Settings settings, SamplingPlan plan, SigmaLadder ladder, double[] sigmas) {
        super(settings, plan, Grid.toFloat(ladder.timesteps()), 1, sigmas[0]);
        this.sigmas = sigmas;
    }

    static Lms start(Settings settings, SamplingPlan plan) {
        SigmaLadder ladder = ladder(settings, plan, NoiseLevels.of(settings));
        return new Lms(settings, plan, ladder, Grid.toFloat(Grid.append(ladder.sigmas(), 0)));
    }

    @Override
    double inputSigma(int call) {
        return sigmas[call];
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        derivatives.add(derivative(sample, clean(output, sample, sigmas[call]), sigmas[call]));
        int order = Math.min(call + 1, ORDER);
        Mix mix = Mix.of(1, sample);
        int known = Math.min(order, derivatives.size());
        for (int i = 0; i < known; i++) {
            mix.plus(coefficient(call, order, i), derivatives.get(derivatives.size() - 1 - i));
        }
        return mix.toArray();
    }

    /** The integral, over this step, of the Lagrange polynomial that is 1 at the sigma i calls ago. */
    private double coefficient(int call, int order, int i) {
        double middle = (sigmas[call + 1] + sigmas[call]) / 2;
        double half = (sigmas[call + 1] - sigmas[call]) / 2;
        double sum = 0;
        for (int n = 0; n < NODES.length; n++) {
            double at = middle + half * NODES[n];
            double product = 1;
            for (int k = 0; k < order; k++) {
                if (k != i) {
                    product *= (at - sigmas[call - k]) / (sigmas[call - i] - sigmas[call - k]);
                }
            }
            sum += WEIGHTS[n] * product;
        }
        return sum * half;
    }
}
