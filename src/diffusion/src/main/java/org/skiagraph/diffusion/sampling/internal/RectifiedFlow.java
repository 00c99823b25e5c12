package org.skiagraph.diffusion.sampling.internal;

import java.util.function.IntFunction;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/**
 * MONAI's rectified flow (arXiv 2209.03003), which MAISI samples with: the network predicts x0 - e, the opposite sign of
 * diffusers' flow matching, and large volumes spend more of their steps in the noise.
 */
final class RectifiedFlow extends Run {
    private final int train;

    private RectifiedFlow(Settings settings, SamplingPlan plan, double[] timesteps) {
        super(timesteps, firstCall(plan, 1));
        this.train = settings.whole("num_train_timesteps");
    }

    static RectifiedFlow start(Settings settings, SamplingPlan plan) {
        int train = settings.whole("num_train_timesteps");
        int count = plan.numInferenceSteps();
        boolean whole = settings.flag("use_discrete_timesteps");
        double[] timesteps = new double[count];
        for (int i = 0; i < count; i++) {
            double timestep = (1.0 - (double) i / count) * train;
            timestep = whole ? Math.rint(timestep) : timestep;
            if (settings.flag("use_timestep_transform")) {
                timestep = transformed(settings, plan, timestep / train) * train;
            }
            // Through half precision, as the reference keeps them; whole ones are cut after that.
            timestep = half(timestep);
            timesteps[i] = (whole ? (int) timestep : timestep) + settings.whole("steps_offset");
        }
        return new RectifiedFlow(settings, plan, timesteps);
    }

    private static double transformed(Settings settings, SamplingPlan plan, double share) {
        int values = plan.arguments()
                .latentPixels()
                .orElseThrow(() -> new Rejected(
                        settings.className() + ".use_timestep_transform",
                        "it needs the size of the latents",
                        "Set use_timestep_transform to false"));
        // Its transform_scale counts in training alone.
        double ratio = StrictMath.pow(
                (double) values / settings.whole("base_img_size_numel"), 1.0 / settings.whole("spatial_dim"));
        return ratio * share / (1 + (ratio - 1) * share);
    }

    /** The nearest number with 11 significant bits. */
    private static double half(double value) {
        double scale = StrictMath.scalb(1.0, 10 - StrictMath.getExponent(value));
        return Math.rint(value * scale) / scale;
    }

    @Override
    public float[] step(float[] output, float[] sample, int call, IntFunction<float[]> noise) {
        int next = call + 1 < calls() ? (int) timestep(call + 1) : 0;
        return Mix.of(1, sample).plus((timestep(call) - next) / train, output).toArray();
    }

    @Override
    float[] noised(float[] clean, float[] noise, int call) {
        double share = timestep(call) / train;
        return Mix.of(1 - share, clean).plus(share, noise).toArray();
    }
}
