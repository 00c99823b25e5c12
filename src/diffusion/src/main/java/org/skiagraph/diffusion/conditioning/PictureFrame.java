package org.skiagraph.diffusion.conditioning;

/**
 * The micro-conditioning of SDXL (arXiv 2307.01952, 2.2); other families read nothing of it. Sizes are in pixels, height first.
 *
 * @param originalHeight height of the picture before any crop
 * @param cropTop where the crop begins
 * @param targetHeight height of the result
 */
public record PictureFrame(
        int originalHeight, int originalWidth, int cropTop, int cropLeft, int targetHeight, int targetWidth) {

    /** An uncropped picture of this size. */
    public static PictureFrame of(int width, int height) {
        return new PictureFrame(height, width, 0, 0, height, width);
    }

    /** {@code time_ids}, shape [6]. */
    float[] timeIds() {
        return new float[] {originalHeight, originalWidth, cropTop, cropLeft, targetHeight, targetWidth};
    }
}
