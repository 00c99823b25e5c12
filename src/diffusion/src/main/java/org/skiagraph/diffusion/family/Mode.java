package org.skiagraph.diffusion.family;

import java.util.Optional;
import java.util.function.Supplier;
import org.skiagraph.diffusion.bundle.ModelBundle.Masking;
import org.skiagraph.diffusion.decoding.LatentEncoder;
import org.skiagraph.diffusion.family.DenoisingLoop.AfterStep;
import org.skiagraph.diffusion.family.PipelineRun.Source;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/**
 * What sets text-to-image, image-to-image and repainting apart; the loop is the same.
 *
 * @param start latents at the level of {@link Sampling#firstCall}, float32 [batch, shape]
 * @param channels what the network is shown behind the latents, if it was trained to repaint
 * @param afterStep puts back what is to stay
 */
record Mode(float[] start, Optional<float[]> channels, AfterStep afterStep) {
    private static final AfterStep NOTHING = (call, latents) -> latents;

    /**
     * What modes are made of.
     *
     * @param extended whether the network takes a mask and what it leaves of the picture behind its latents
     * @param encoder opened only where a picture goes in
     */
    record Setting(
            Sampling sampling,
            BatchNoise noise,
            LatentShape shape,
            Masking masking,
            boolean extended,
            Supplier<LatentEncoder> encoder) {

        float[] initialNoise() {
            return noise.draw(Purpose.INITIAL, 0, noise.batch() * shape.size());
        }

        /** Pure noise at the schedule's first level. */
        float[] pureNoise() {
            float[] latents = initialNoise();
            for (int i = 0; i < latents.length; i++) {
                latents[i] = (float) (latents[i] * sampling.initNoiseSigma());
            }
            return latents;
        }

        /** Each picture's own draw of the encoder's posterior. */
        float[] encode(Image image, int draw) {
            float[] clean = new float[noise.batch() * shape.size()];
            for (int b = 0; b < noise.batch(); b++) {
                int index = noise.firstImage() + b;
                float[] one = encoder.get()
                        .encode(image, length -> noise.source().normal(index, Purpose.POSTERIOR, draw, length));
                System.arraycopy(one, 0, clean, b * shape.size(), shape.size());
            }
            return clean;
        }
    }

    static Mode of(Optional<Source> source, Setting setting) {
        if (source.isEmpty() || source.get().mask().isEmpty()) {
            if (setting.extended()) {
                throw new Rejected(
                        "mask", "this model only repaints", "Give it a picture, and a mask of what to repaint");
            }
            return source.map(given -> fromImage(given, setting))
                    .orElseGet(() -> new Mode(setting.pureNoise(), Optional.empty(), NOTHING));
        }
        return repainting(source.get(), setting);
    }

    /**
     * Image-to-image (SDEdit, arXiv 2108.01073): an encoded picture, noised to the first level that is run. Unlike pure noise,
     * this noise is not multiplied by initNoiseSigma: addNoise knows the level.
     */
    private static Mode fromImage(Source source, Setting setting) {
        float[] clean = setting.encode(source.image(), 0);
        Sampling sampling = setting.sampling();
        return new Mode(
                sampling.addNoise(clean, setting.initialNoise(), sampling.firstCall()), Optional.empty(), NOTHING);
    }

    /**
     * Repainting. A network that was trained to is shown what stays; around any other, and around Kandinsky's even so, what
     * stays is put back after each step, noised to the level of the next (RePaint without its resampling, arXiv 2201.09865).
     */
    private static Mode repainting(Source source, Setting setting) {
        Masking masking = setting.masking();
        if (masking == Masking.NONE) {
            throw new Rejected("mask", "this model cannot repaint", "Leave out the mask");
        }
        Image mask = Repainting.binary(source.mask().orElseThrow());
        float[] repaint = Repainting.latentMask(mask, setting.shape(), masking);
        boolean putBack = !setting.extended() || masking == Masking.KANDINSKY;
        boolean fromNoise = source.strength() == 1;
        // The order of the draws is diffusers': the picture first, if it is needed at all.
        int draws = 0;
        float[] clean = putBack || !fromNoise ? setting.encode(source.image(), draws++) : new float[0];
        Optional<float[]> channels = Optional.empty();
        if (setting.extended()) {
            float[] left = masking == Masking.KANDINSKY
                    ? Repainting.kept(clean, repaint)
                    : setting.encode(Repainting.greyed(source.image(), mask), draws);
            channels = Optional.of(
                    Repainting.channels(left, repaint, setting.noise().batch(), masking));
        }
        Sampling sampling = setting.sampling();
        float[] noise = setting.initialNoise();
        float[] start = fromNoise ? setting.pureNoise() : sampling.addNoise(clean, noise, sampling.firstCall());
        AfterStep afterStep = putBack
                ? (call, latents) -> Repainting.blend(latents, sampling.addNoise(clean, noise, call + 1), repaint)
                : NOTHING;
        return new Mode(start, channels, afterStep);
    }
}
