package org.skiagraph.diffusion.sampling;

import java.util.Map;

/** A noise schedule and a solver over it: immutable, knows nothing of networks, tensors or images. */
public interface Scheduler {
    /** diffusers' class name, "DDIMScheduler". */
    String className();

    /** Every key in force, defaults included, in diffusers' words; enough to build an equal scheduler. */
    Map<String, Object> config();

    /** Timesteps of the noise schedule that the network was trained with, 1000 as a rule. */
    int numTrainTimesteps();

    /**
     * Prepares one run over one batch of latents.
     *
     * @throws org.skiagraph.domain.Rejected if the plan asks for more steps than there are, or for what this solver
     *     cannot do
     */
    Sampling start(SamplingPlan plan);
}
