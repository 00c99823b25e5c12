package org.skiagraph.diffusion.sampling.internal;

import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/**
 * Timesteps of distilled models (LCM, TCD): a subset of those that the student was trained on.
 */
final class DistilledTimesteps {
    private DistilledTimesteps() {}

    static double[] of(Settings settings, SamplingPlan plan) {
        int train = settings.whole("num_train_timesteps");
        int original = settings.whole("original_inference_steps");
        if (original < 1 || original > train) {
            throw new Rejected(
                    settings.className() + ".original_inference_steps",
                    original + " of " + train + " training timesteps",
                    "Write 1 to " + train);
        }
        int stride = train / original;
        int usable = (int) (original * plan.arguments().scheduleStrength());
        int steps = plan.numInferenceSteps();
        if (usable / steps < 1) {
            throw new Rejected(
                    "numInferenceSteps",
                    steps + " steps, but the model was distilled for " + usable + " at this strength",
                    "Use at most " + Math.max(1, usable) + " steps");
        }
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            int index = (int) Math.floor(i * ((double) usable / steps));
            timesteps[i] = (double) (usable - index) * stride - 1;
        }
        return timesteps;
    }
}
