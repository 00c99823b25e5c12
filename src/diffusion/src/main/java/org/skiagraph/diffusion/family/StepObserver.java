package org.skiagraph.diffusion.family;

/** Sees latents between steps: for previews and for comparison with reference implementations. */
@FunctionalInterface
public interface StepObserver {
    StepObserver NONE = (call, latents) -> {};

    /** @param latents float32 [batch, ...] after the step; not to be written to */
    void afterStep(int call, float[] latents);
}
