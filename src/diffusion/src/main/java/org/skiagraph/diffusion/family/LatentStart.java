package org.skiagraph.diffusion.family;

import org.skiagraph.diffusion.decoding.LatentEncoder;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.domain.Image;

/** Where the loop begins: the part of a mode that is not the loop itself. */
@FunctionalInterface
interface LatentStart {
    /** Latents at the level of {@link Sampling#firstCall}, float32 [batch, shape]. */
    float[] latents(Sampling sampling, BatchNoise noise, LatentShape shape);

    /** Text-to-image: pure noise at the schedule's first level. */
    static LatentStart fromNoise() {
        return (sampling, noise, shape) -> {
            float[] latents = noise.draw(Purpose.INITIAL, 0, noise.batch() * shape.size());
            for (int i = 0; i < latents.length; i++) {
                latents[i] = (float) (latents[i] * sampling.initNoiseSigma());
            }
            return latents;
        };
    }

    /** Image-to-image (SDEdit, arXiv 2108.01073): an encoded picture, noised to the first level that is run. */
    static LatentStart fromImage(LatentEncoder encoder, Image image) {
        return (sampling, noise, shape) -> {
            float[] clean = new float[noise.batch() * shape.size()];
            for (int b = 0; b < noise.batch(); b++) {
                int index = noise.firstImage() + b;
                float[] one =
                        encoder.encode(image, length -> noise.source().normal(index, Purpose.POSTERIOR, 0, length));
                System.arraycopy(one, 0, clean, b * shape.size(), shape.size());
            }
            // Unlike text-to-image, the noise is not multiplied by initNoiseSigma: addNoise knows the level.
            return sampling.addNoise(clean, noise.draw(Purpose.INITIAL, 0, clean.length), sampling.firstCall());
        };
    }
}
