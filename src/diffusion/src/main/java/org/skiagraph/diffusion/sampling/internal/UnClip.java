package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/**
 * UnCLIP's ancestral sampler (arXiv 2204.06125, 2.2; DDPM's equation 7), which denoises an image embedding. Its tables are
 * float32 and so is what is computed from them: at timestep 0 the share of the clean sample is 0.99947 that way, not 1.
 */
final class UnClip extends DiscreteRun {
    private static final float LEAST_VARIANCE = 1e-20f;

    private final boolean learned;

    UnClip(Settings settings, SamplingPlan plan) {
        super(settings, plan, timesteps(settings, plan), firstCall(plan, 1));
        this.learned = settings.oneOf("variance_type", "fixed_small_log", "learned_range")
                .equals("learned_range");
        if (learned) {
            throw new Rejected(
                    "UnCLIPScheduler.variance_type",
                    "learned_range belongs to UnCLIP's pixel decoders, which are no latent diffusion",
                    "Write fixed_small_log");
        }
    }

    private static double[] timesteps(Settings settings, SamplingPlan plan) {
        int count = plan.numInferenceSteps();
        if (count < 2) {
            throw new Rejected("numInferenceSteps", "the prior cannot run in 1 step", "Use at least 2");
        }
        double ratio = (settings.whole("num_train_timesteps") - 1.0) / (count - 1);
        double[] timesteps = new double[count];
        for (int i = 0; i < count; i++) {
            timesteps[count - 1 - i] = Math.rint(i * ratio);
        }
        return timesteps;
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        int timestep = (int) timestep(call);
        int previous = call + 1 < calls() ? (int) timestep(call + 1) : timestep - 1;
        float level = (float) levels.alphaCumprod(timestep);
        float next = previous >= 0 ? (float) levels.alphaCumprod(previous) : 1;
        float beta = previous == timestep - 1 ? levels.beta(timestep) : 1 - level / next;
        float[] clean = clipping.apply(clean(output, sample, level));
        float cleanShare = (float) Math.sqrt(next) * beta / (1 - level);
        float sampleShare = (float) Math.sqrt(1 - beta) * (1 - next) / (1 - level);
        Mix mix = Mix.of(cleanShare, clean).plus(sampleShare, sample);
        if (timestep == 0) {
            return mix.toArray();
        }
        float variance = Math.max((1 - next) / (1 - level) * beta, LEAST_VARIANCE);
        return mix.plus(Math.sqrt(variance), noise.apply(sample.length)).toArray();
    }
}
