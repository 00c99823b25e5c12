package org.skiagraph.diffusion.sampling;

import java.util.function.IntFunction;

/**
 * One run of a solver over one batch of latents; holds the solver's history, so calls come in order of the loop
 * index. One loop index is one network call: second-order solvers have more of them than inference steps.
 * Arrays are batch-major, row-major; none that is passed in is changed.
 */
public interface Sampling {
    /** Network calls in the whole schedule. */
    int calls();

    /** First loop index to run: 0, or later for image-to-image with strength below 1. */
    default int firstCall() {
        return 0;
    }

    /** The timestep handed to the network at a loop index. */
    double timestep(int call);

    /** What standard normal noise is multiplied with before the first text-to-image step. */
    double initNoiseSigma();

    /** The sample as the network expects it at this loop index. */
    float[] scaleModelInput(float[] sample, int call);

    /**
     * One step.
     *
     * @param modelOutput the guided network output, as long as sample (or twice, with a learned variance)
     * @param sample latents before the step
     * @param noise gives standard normal noise as long as its argument; asked at most once, only where this step draws
     */
    float[] step(float[] modelOutput, float[] sample, int call, IntFunction<float[]> noise);

    /**
     * Whether {@link #step} reads a variance that the network predicts behind its output. Without that, the second half of
     * such an output's channels means nothing and is left out.
     */
    default boolean readsVariance() {
        return false;
    }

    /** Clean latents noised to the level of a loop index; {@link #calls()} gives them back clean. */
    float[] addNoise(float[] clean, float[] noise, int call);
}
