package org.skiagraph.dicom.segmentation;

import java.util.BitSet;
import org.skiagraph.domain.Image;

/**
 * A part of an image.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param pixels number y x width + x is set where the pixel belongs to it; owned by the mask
 */
public record Mask(int width, int height, BitSet pixels) {
    private static final float HALF = 0.5f;

    public Mask {
        if (width < 1 || height < 1 || pixels.length() > width * height) {
            throw new IllegalArgumentException("mask " + width + " x " + height);
        }
    }

    /** What is white from half on, as inpainting reads a mask. */
    public static Mask of(Image picture) {
        Image grey = picture.toGrey();
        BitSet pixels = new BitSet(grey.samples().length);
        for (int i = 0; i < grey.samples().length; i++) {
            pixels.set(i, grey.samples()[i] >= HALF);
        }
        return new Mask(grey.width(), grey.height(), pixels);
    }

    /** White inside, black around. */
    public Image picture() {
        float[] samples = new float[width * height];
        pixels.stream().forEach(pixel -> samples[pixel] = 1);
        return new Image(width, height, 1, samples);
    }
}
