package org.skiagraph.diffusion.sampling;

/**
 * What a solver needs to know before its first step.
 *
 * @param numInferenceSteps 1 to the schedule's training timesteps
 * @param batch images in the latents that will be stepped, at least 1; the first axis
 * @param strength share of the schedule that image-to-image runs through, over 0 to 1; 1 for text-to-image
 * @param eta DDIM's share of fresh noise, 0 (deterministic) to 1 (as DDPM); other solvers ignore it
 */
public record SamplingPlan(int numInferenceSteps, int batch, double strength, double eta) {
    public SamplingPlan {
        if (numInferenceSteps < 1 || batch < 1 || !(strength > 0 && strength <= 1) || !(eta >= 0)) {
            throw new IllegalArgumentException("sampling plan " + numInferenceSteps + " steps, batch " + batch
                    + ", strength " + strength + ", eta " + eta);
        }
    }

    public static SamplingPlan of(int numInferenceSteps, int batch) {
        return new SamplingPlan(numInferenceSteps, batch, 1, 0);
    }
}
