package org.skiagraph.diffusion.family;

import org.skiagraph.diffusion.bundle.ModelBundle.Masking;
import org.skiagraph.domain.Image;

/** How masks are prepared, as each system's pipelines do it. In a mask 1 is repainted and 0 stays. */
final class Repainting {
    private Repainting() {}

    /** A mask of ones and zeros; what is half covered is repainted. */
    static Image binary(Image mask) {
        float[] samples = new float[mask.width() * mask.height()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = mask.samples()[i * mask.channels()] >= 0.5f ? 1 : 0;
        }
        return new Image(mask.width(), mask.height(), 1, samples);
    }

    /** The picture with middle grey, the model's zero, where it is repainted. */
    static Image greyed(Image image, Image binaryMask) {
        float[] samples = image.samples().clone();
        for (int i = 0; i < samples.length; i++) {
            if (binaryMask.samples()[i / image.channels()] >= 0.5f) {
                samples[i] = 0.5f;
            }
        }
        return new Image(image.width(), image.height(), image.channels(), samples);
    }

    /** One value per latent pixel, 1 where it is repainted. */
    static float[] latentMask(Image binaryMask, LatentShape shape, Masking masking) {
        float[] reduced = nearest(binaryMask, shape.height(), shape.width());
        return masking == Masking.KANDINSKY ? spread(reduced, shape.height(), shape.width()) : reduced;
    }

    /** Nearest neighbour as torch has it: source index floor(i * ratio). */
    private static float[] nearest(Image mask, int height, int width) {
        float[] reduced = new float[height * width];
        for (int y = 0; y < height; y++) {
            int sourceY = (int) ((long) y * mask.height() / height);
            for (int x = 0; x < width; x++) {
                int sourceX = (int) ((long) x * mask.width() / width);
                reduced[y * width + x] = mask.samples()[sourceY * mask.width() + sourceX];
            }
        }
        return reduced;
    }

    /** What is repainted grows by one latent pixel, but not over the two corners of one diagonal: so Kandinsky's code has it. */
    private static float[] spread(float[] mask, int height, int width) {
        float[] grown = mask.clone();
        int[][] neighbours = {{-1, 0}, {0, -1}, {-1, -1}, {1, 0}, {0, 1}, {1, 1}};
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (mask[y * width + x] == 0) {
                    continue;
                }
                for (int[] step : neighbours) {
                    int toY = y + step[0];
                    int toX = x + step[1];
                    if (toY >= 0 && toY < height && toX >= 0 && toX < width) {
                        grown[toY * width + toX] = 1;
                    }
                }
            }
        }
        return grown;
    }

    /**
     * The channels that a repainting network takes behind its latents: diffusers puts the mask first and then what it leaves,
     * Kandinsky what it leaves and then what is kept.
     *
     * @param left float32 [batch, channels, plane]: latents of the picture without what is repainted
     * @param repaint one picture's mask
     */
    static float[] channels(float[] left, float[] repaint, int batch, Masking masking) {
        int plane = repaint.length;
        int row = left.length / batch;
        float[] all = new float[batch * (row + plane)];
        boolean maskFirst = masking == Masking.DIFFUSERS;
        float[] shown = maskFirst ? repaint : inverse(repaint);
        for (int b = 0; b < batch; b++) {
            int at = b * (row + plane);
            System.arraycopy(shown, 0, all, maskFirst ? at : at + row, plane);
            System.arraycopy(left, b * row, all, maskFirst ? at + plane : at, row);
        }
        return all;
    }

    private static float[] inverse(float[] mask) {
        float[] inverse = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            inverse[i] = 1 - mask[i];
        }
        return inverse;
    }

    /** Kept latents: zero where the picture is repainted. */
    static float[] kept(float[] latents, float[] repaint) {
        float[] kept = new float[latents.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = latents[i] * (1 - repaint[i % repaint.length]);
        }
        return kept;
    }

    /** {@code inside} where the mask is, {@code outside} elsewhere. */
    static float[] blend(float[] inside, float[] outside, float[] repaint) {
        float[] blended = new float[inside.length];
        for (int i = 0; i < blended.length; i++) {
            float share = repaint[i % repaint.length];
            blended[i] = (1 - share) * outside[i] + share * inside[i];
        }
        return blended;
    }
}
