package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** Trajectory consistency distillation (arXiv 2402.19159); eta is the paper's gamma. */
final class Tcd extends DiscreteRun {
    Tcd(Settings settings, SamplingPlan plan) {
        super(settings, plan, DistilledTimesteps.of(settings, plan), firstCall(plan, 1));
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        double eta = plan.arguments().eta();
        boolean last = call + 1 == calls();
        int next = last ? 0 : (int) timestep(call + 1);
        double level = levels.alphaCumprod((int) timestep(call));
        double between = levels.alphaCumprod((int) Math.floor((1 - eta) * next));
        double alpha = Math.sqrt(level);
        double sigma = Math.sqrt(1 - level);
        float[] noised = Mix.of(Math.sqrt(between), prediction.clean(output, sample, alpha, sigma))
                .plus(Math.sqrt(1 - between), prediction.noise(output, sample, alpha, sigma))
                .toArray();
        if (eta == 0 || last) {
            return noised;
        }
        double ratio = levels.alphaCumprod(next) / between;
        return Mix.of(Math.sqrt(ratio), noised)
                .plus(Math.sqrt(1 - ratio), noise.apply(sample.length))
                .toArray();
    }
}
