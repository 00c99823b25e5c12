package org.skiagraph.diffusion.sampling;

/**
 * Standard normal noise by address: the same address gives the same values, in whatever order it is asked.
 */
@FunctionalInterface
public interface NoiseSource {
    /** What the noise is for; part of its address. */
    enum Purpose {
        /** The first latents. */
        INITIAL,
        /** Fresh noise inside a sampler's step. */
        STEP,
        /** The draw from an image encoder's posterior. */
        POSTERIOR
    }

    /**
     * @param imageIndex image of the request, from 0
     * @param step loop index, or the number of the draw for the other purposes
     * @param length values wanted
     */
    float[] normal(int imageIndex, Purpose purpose, int step, int length);
}
