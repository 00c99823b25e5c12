package org.skiagraph.domain;

/**
 * A decoded picture, before any quantisation.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param channels 1 (grey) or 3 (RGB)
 * @param samples height x width x channels, row by row, colour by pixel; 0 is black and 1 is white. Values may lie
 *     a little outside [0, 1] and are clipped where they become integers. The array is owned by the image.
 */
public record Image(int width, int height, int channels, float[] samples) {
    public Image {
        if (width < 1 || height < 1 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException("image " + width + " x " + height + " x " + channels);
        }
        if (samples.length != width * height * channels) {
            throw new IllegalArgumentException(
                    samples.length + " samples for an image of " + width + " x " + height + " x " + channels);
        }
    }

    /** This picture with one channel: colours become their mean. */
    public Image toGrey() {
        if (channels == 1) {
            return this;
        }
        float[] grey = new float[width * height];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (samples[3 * i] + samples[3 * i + 1] + samples[3 * i + 2]) / 3f;
        }
        return new Image(width, height, 1, grey);
    }
}
