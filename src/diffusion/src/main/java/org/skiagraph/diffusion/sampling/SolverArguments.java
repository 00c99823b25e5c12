package org.skiagraph.diffusion.sampling;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is told to a solver at its steps rather than in its configuration; each solver reads only its own.
 *
 * @param eta DDIM and TCD: share of fresh noise, 0 (deterministic) to 1
 * @param useClippedModelOutput DDIM: derive the noise again from the clipped prediction
 * @param sChurn Euler: noise added back per run (Karras et al., arXiv 2206.00364, algorithm 2), 0 for none
 * @param sNoise Euler: scale of that noise
 * @param scheduleStrength LCM and TCD: share of the distilled schedule to choose timesteps from, over 0 to 1; not what an
 *     image-to-image pipeline does with its strength, which begins later in the whole schedule
 * @param latentPixels rectified flow: latent pixels of one picture, where the timesteps depend on its size
 * @param mu flow matching: shift by resolution, where the configuration asks for dynamic shifting
 */
public record SolverArguments(
        double eta,
        boolean useClippedModelOutput,
        double sChurn,
        double sNoise,
        double scheduleStrength,
        OptionalDouble mu,
        OptionalInt latentPixels) {
    public static final SolverArguments NONE = ofEta(0);

    /** The same for latents of this size. */
    public SolverArguments withLatentPixels(int pixels) {
        return new SolverArguments(
                eta, useClippedModelOutput, sChurn, sNoise, scheduleStrength, mu, OptionalInt.of(pixels));
    }

    /** Everything but eta at its default. */
    public static SolverArguments ofEta(double eta) {
        return new SolverArguments(eta, false, 0, 1, 1, OptionalDouble.empty(), OptionalInt.empty());
    }
}
