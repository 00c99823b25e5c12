package org.skiagraph.diffusion.sampling;

/**
 * What a solver needs to know before its first step.
 *
 * @param numInferenceSteps 1 to the schedule's training timesteps
 * @param batch images in the latents that will be stepped, at least 1; the first axis
 * @param strength share of the schedule that image-to-image runs through, over 0 to 1; 1 for text-to-image
 * @param arguments of single solvers
 */
public record SamplingPlan(int numInferenceSteps, int batch, double strength, SolverArguments arguments) {
    public SamplingPlan {
        if (numInferenceSteps < 1 || batch < 1 || !(strength > 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "sampling plan of " + numInferenceSteps + " steps, batch " + batch + ", strength " + strength);
        }
    }

    /** The whole schedule with default arguments. */
    public static SamplingPlan of(int numInferenceSteps, int batch) {
        return new SamplingPlan(numInferenceSteps, batch, 1, SolverArguments.NONE);
    }
}
