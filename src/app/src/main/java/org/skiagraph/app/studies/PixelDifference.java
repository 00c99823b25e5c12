package org.skiagraph.app.studies;

import org.skiagraph.dicom.pixels.StoredImage;

/**
 * How two pictures of stored values differ.
 *
 * @param samples in all
 * @param different how many of them
 * @param greatest distance of two
 * @param most the largest value that can be stored
 */
public record PixelDifference(int samples, int different, int greatest, int most) {
    /** @param other of the same size */
    static PixelDifference between(StoredImage one, StoredImage other) {
        int different = 0;
        int greatest = 0;
        for (int i = 0; i < one.samples().length; i++) {
            int distance = Math.abs(one.samples()[i] - other.samples()[i]);
            different += distance == 0 ? 0 : 1;
            greatest = Math.max(greatest, distance);
        }
        return new PixelDifference(one.samples().length, different, greatest, one.most());
    }
}
