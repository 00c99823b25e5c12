package org.skiagraph.diffusion.sampling;

/**
 * Standard normal noise by address: the same address gives the same values, in whatever order it is asked.
 */
@FunctionalInterface
public interface NoiseSource {
    /** What the noise is for; part of its address. */
    enum Purpose {
        /** The first latents. */
        INITIAL(0),
        /** Fresh noise inside a sampler's step. */
        STEP(1),
        /** The draw from an image encoder's posterior. */
        POSTERIOR(2),
        /** A prior's image embedding: draw 0 is its start, draw i + 1 belongs to step i. */
        PRIOR(3),
        /** The same for the embedding of the negative prompt. */
        NEGATIVE_PRIOR(4),
        /** A super-resolution stage's picture: draw 0 is its start, draw i + 1 belongs to step i. */
        UPSCALING(5),
        /** Not for pictures: in which order a cohort's rows get their values. */
        COHORT(6);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }

        /** Its part of a counter-based generator's address; never changes. */
        int number() {
            return number;
        }
    }

    /**
     * @param imageIndex image of the request, from 0
     * @param step loop index, or the number of the draw for the other purposes
     * @param length values wanted
     */
    float[] normal(int imageIndex, Purpose purpose, int step, int length);
}
