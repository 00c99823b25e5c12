package org.skiagraph.diffusion.decoding;

import org.skiagraph.domain.Image;

/**
 * Enlarges pictures with Keys' cubic convolution (IEEE TASSP 29, 1981): pixel centres at halves, four samples a side, the
 * border repeated, weights in double. What is equal everywhere stays equal. For enlarging only: it does not smooth first.
 *
 * @param a slope at 1: -0.5 for Catmull and Rom's, -0.75 for what torch and OpenCV call bicubic
 */
public record CubicResize(double a) {
    private static final int TAPS = 4;

    public static final CubicResize CATMULL_ROM = new CubicResize(-0.5);
    public static final CubicResize TORCH = new CubicResize(-0.75);

    /** @param width at least the picture's, as height */
    public Image to(int width, int height, Image image) {
        return along(false, height, along(true, width, image));
    }

    private Image along(boolean columns, int size, Image image) {
        int from = columns ? image.width() : image.height();
        if (size == from) {
            return image;
        }
        int width = columns ? size : image.width();
        int height = columns ? image.height() : size;
        float[] samples = new float[width * height * image.channels()];
        for (int to = 0; to < size; to++) {
            double centre = (to + 0.5) * from / size - 0.5;
            int first = (int) Math.floor(centre) - 1;
            double[] weights = weights(centre - Math.floor(centre));
            line(columns, to, first, weights, image, samples);
        }
        return new Image(width, height, image.channels(), samples);
    }

    /** One column, or one row, of the result. */
    private static void line(boolean column, int to, int first, double[] weights, Image image, float[] samples) {
        int channels = image.channels();
        int last = (column ? image.width() : image.height()) - 1;
        int lines = column ? image.height() : image.width();
        int width = column ? samples.length / channels / image.height() : image.width();
        for (int i = 0; i < lines; i++) {
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int tap = 0; tap < TAPS; tap++) {
                    int at = Math.min(last, Math.max(0, first + tap));
                    int pixel = column ? i * image.width() + at : at * image.width() + i;
                    sum += weights[tap] * image.samples()[pixel * channels + c];
                }
                int pixel = column ? i * width + to : to * width + i;
                samples[pixel * channels + c] = (float) sum;
            }
        }
    }

    /** @param t how far behind the second sample, 0 to below 1 */
    private double[] weights(double t) {
        double[] weights = {outer(t + 1), inner(t), inner(1 - t), outer(2 - t)};
        double sum = weights[0] + weights[1] + weights[2] + weights[3];
        for (int i = 0; i < TAPS; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private double inner(double x) {
        return ((a + 2) * x - (a + 3)) * x * x + 1;
    }

    private double outer(double x) {
        return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    }
}
