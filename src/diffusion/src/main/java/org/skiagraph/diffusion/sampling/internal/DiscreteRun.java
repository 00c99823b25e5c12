package org.skiagraph.diffusion.sampling.internal;

import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Rejected;

/** A run over whole timesteps of the training schedule, x = sqrt(a) x0 + sqrt(1 - a) e: DDPM's own variables. */
abstract class DiscreteRun extends Run {
    final Settings settings;
    final NoiseLevels levels;
    final SamplingPlan plan;
    final Prediction prediction;
    final Clipping clipping;

    DiscreteRun(Settings settings, SamplingPlan plan, double[] timesteps, int firstCall) {
        this(settings, plan, NoiseLevels.of(settings), timesteps, firstCall);
    }

    DiscreteRun(Settings settings, SamplingPlan plan, NoiseLevels levels, double[] timesteps, int firstCall) {
        super(timesteps, firstCall);
        this.settings = settings;
        this.levels = levels;
        this.plan = plan;
        this.prediction = Prediction.of(settings);
        this.clipping = new Clipping(settings, plan.batch());
        for (double timestep : timesteps) {
            requireTrained((int) timestep);
        }
    }

    /** With steps_offset 1 and as many steps as the schedule has, the first timestep would lie beyond it. */
    private void requireTrained(int timestep) {
        if (timestep >= levels.size()) {
            throw new Rejected(
                    "numInferenceSteps",
                    plan.numInferenceSteps() + " steps reach timestep " + timestep
                            + ", but the model was trained on 0 to " + (levels.size() - 1),
                    "Use fewer steps, or set steps_offset to 0");
        }
    }

    /** alphas_cumprod, and beyond its beginning the level that the schedule ends at. */
    final double level(int timestep) {
        requireTrained(timestep);
        if (timestep >= 0) {
            return levels.alphaCumprod(timestep);
        }
        return settings.flag("set_alpha_to_one") ? 1 : levels.alphaCumprod(0);
    }

    /** Training timesteps per step. */
    final int stride() {
        return settings.whole("num_train_timesteps") / plan.numInferenceSteps();
    }

    final float[] clean(float[] output, float[] sample, double level) {
        return prediction.clean(output, sample, Math.sqrt(level), Math.sqrt(1 - level));
    }

    @Override
    float[] noised(float[] clean, float[] noise, int call) {
        double level = levels.alphaCumprod((int) timestep(call));
        return Mix.of(Math.sqrt(level), clean).plus(Math.sqrt(1 - level), noise).toArray();
    }
}
