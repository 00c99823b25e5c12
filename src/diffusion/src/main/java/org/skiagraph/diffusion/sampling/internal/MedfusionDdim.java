package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;

/** Medfusion's DDIM: timesteps evenly to both ends and cut to whole ones, and the last step gives the clean sample. */
final class MedfusionDdim extends DiscreteRun {
    private final boolean clipped;

    MedfusionDdim(Settings settings, SamplingPlan plan) {
        super(settings, plan, NoiseLevels.inDouble(settings), timesteps(settings, plan), firstCall(plan, 1));
        this.clipped = settings.flag("clip_x0");
    }

    /**
     * As torch fills a whole-numbered linspace: from both ends towards the middle, each value cut. One step only visits
     * timestep 0.
     */
    private static double[] timesteps(Settings settings, SamplingPlan plan) {
        int count = plan.numInferenceSteps();
        int last = settings.whole("num_train_timesteps") - 1;
        double stride = count > 1 ? (double) last / (count - 1) : 0;
        double[] falling = new double[count];
        for (int i = 0; i < count; i++) {
            double rising = i < count / 2 ? stride * i : last - stride * (count - 1 - i);
            falling[count - 1 - i] = count == 1 ? 0 : (int) rising;
        }
        return falling;
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        double level = levels.alphaCumprod((int) timestep(call));
        float[] clean = clean(output, sample, level);
        if (clipped) {
            for (int i = 0; i < clean.length; i++) {
                clean[i] = Math.max(-1, Math.min(1, clean[i]));
            }
        }
        if (call + 1 == calls()) {
            return clean;
        }
        double next = levels.alphaCumprod((int) timestep(call + 1));
        double eta = plan.arguments().eta();
        double sigma = eta * Math.sqrt((1 - level / next) * (1 - next) / (1 - level));
        float[] direction = prediction.noise(output, sample, Math.sqrt(level), Math.sqrt(1 - level));
        Mix mix = Mix.of(Math.sqrt(next), clean).plus(Math.sqrt(Math.max(0, 1 - next - sigma * sigma)), direction);
        return eta > 0 ? mix.plus(sigma, noise.apply(sample.length)).toArray() : mix.toArray();
    }
}
