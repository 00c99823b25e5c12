package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** Latent consistency models (arXiv 2310.04378): jump to the clean sample, add noise again, repeat. */
final class Lcm extends DiscreteRun {
    private static final double SIGMA_DATA = 0.5;

    Lcm(Settings settings, SamplingPlan plan) {
        super(settings, plan, DistilledTimesteps.of(settings, plan), firstCall(plan, 1));
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        double level = levels.alphaCumprod((int) timestep(call));
        float[] clean = clipping.apply(clean(output, sample, level));
        double scaled = timestep(call) * settings.real("timestep_scaling");
        double squares = scaled * scaled + SIGMA_DATA * SIGMA_DATA;
        float[] denoised = Mix.of(scaled / Math.sqrt(squares), clean)
                .plus(SIGMA_DATA * SIGMA_DATA / squares, sample)
                .toArray();
        if (call + 1 == calls()) {
            return denoised;
        }
        double next = levels.alphaCumprod((int) timestep(call + 1));
        return Mix.of(Math.sqrt(next), denoised)
                .plus(Math.sqrt(1 - next), noise.apply(sample.length))
                .toArray();
    }
}
