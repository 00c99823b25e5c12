package org.skiagraph.diffusion.sampling.internal;

import java.util.Map;
import java.util.function.BiFunction;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.diffusion.sampling.Scheduler;
import org.skiagraph.domain.Rejected;

/** A solver with its configuration. */
public record ConfiguredScheduler(Settings settings, BiFunction<Settings, SamplingPlan, Sampling> solver)
        implements Scheduler {
    private static final int MOST_TIMESTEPS = 100_000;

    public ConfiguredScheduler {
        int timesteps = settings.whole("num_train_timesteps");
        if (timesteps < 1 || timesteps > MOST_TIMESTEPS) {
            throw new Rejected(
                    settings.className() + ".num_train_timesteps",
                    timesteps + " timesteps",
                    "Write 1 to " + MOST_TIMESTEPS + ", 1000 as a rule");
        }
    }

    @Override
    public String className() {
        return settings.className();
    }

    @Override
    public Map<String, Object> config() {
        return settings.values();
    }

    @Override
    public int numTrainTimesteps() {
        return settings.whole("num_train_timesteps");
    }

    @Override
    public Sampling start(SamplingPlan plan) {
        if (plan.numInferenceSteps() > numTrainTimesteps()) {
            throw new Rejected(
                    "numInferenceSteps",
                    plan.numInferenceSteps() + " steps of " + numTrainTimesteps() + " training timesteps",
                    "Use 1 to " + numTrainTimesteps());
        }
        return solver.apply(settings, plan);
    }
}
