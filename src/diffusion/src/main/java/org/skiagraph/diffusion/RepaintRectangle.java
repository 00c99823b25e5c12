package org.skiagraph.diffusion;

import java.util.Arrays;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/**
 * What is to be repainted, where it is a rectangle.
 *
 * @param left columns to the left of it
 * @param top rows above it
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record RepaintRectangle(int left, int top, int width, int height) {

    /**
     * The mask: 1 in the rectangle and 0 around it.
     *
     * @throws Rejected if the rectangle is empty, or not all of it lies in a picture of this size
     */
    public Image mask(int imageWidth, int imageHeight) {
        boolean inside =
                left >= 0 && top >= 0 && (long) left + width <= imageWidth && (long) top + height <= imageHeight;
        if (width < 1 || height < 1 || !inside) {
            throw new Rejected(
                    "mask",
                    "the rectangle of " + width + " x " + height + " pixels at " + left + "," + top
                            + " does not lie in the picture of " + imageWidth + " x " + imageHeight,
                    "Give left, top, width and height of one that does");
        }
        float[] samples = new float[imageWidth * imageHeight];
        for (int row = top; row < top + height; row++) {
            Arrays.fill(samples, row * imageWidth + left, row * imageWidth + left + width, 1);
        }
        return new Image(imageWidth, imageHeight, 1, samples);
    }
}
