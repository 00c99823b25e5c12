package org.skiagraph.dicom.pixels;

import org.skiagraph.domain.Image;

/** From the decoder's numbers to stored ones: one fixed linear map, 0 to 0 and 1 to the largest, half rounded up. */
public final class Quantisation {
    private Quantisation() {}

    /**
     * One channel; colours become their mean.
     *
     * @param leastAllocated 16 if the IOD lets nothing else be allocated, else 8
     */
    public static StoredImage grey(Image image, int bitsStored, int leastAllocated) {
        Image grey = image.toGrey();
        int allocated = bitsStored > 8 ? 16 : leastAllocated;
        int[] stored = quantised(grey.samples(), bitsStored);
        return new StoredImage(grey.width(), grey.height(), 1, allocated, bitsStored, stored);
    }

    /** Three channels of 8 bits; a grey image gets three equal ones. */
    public static StoredImage colour(Image image) {
        float[] samples = image.samples();
        if (image.channels() == 1) {
            samples = new float[3 * image.samples().length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = image.samples()[i / 3];
            }
        }
        return new StoredImage(image.width(), image.height(), 3, 8, 8, quantised(samples, 8));
    }

    private static int[] quantised(float[] samples, int bitsStored) {
        int most = (1 << bitsStored) - 1;
        int[] stored = new int[samples.length];
        for (int i = 0; i < stored.length; i++) {
            double value = Math.floor((double) samples[i] * most + 0.5);
            stored[i] = (int) Math.min(most, Math.max(0, value));
        }
        return stored;
    }
}
