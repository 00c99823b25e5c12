package org.skiagraph.app.cohorts;

import java.nio.file.Path;
import org.skiagraph.app.studies.PngPictures;
import org.skiagraph.dicom.pixels.Preview;
import org.skiagraph.dicom.pixels.Quantisation;
import org.skiagraph.domain.Image;

/** Small pictures for the summary page. */
final class Thumbnails {
    private static final int SIDE = 128;

    private Thumbnails() {}

    /** The longer side has at most {@value #SIDE} pixels, each the mean of a whole square of the picture. */
    static byte[] of(Path png) {
        Image picture = PngPictures.read("preview", png);
        int square = Math.max(1, (Math.max(picture.width(), picture.height()) + SIDE - 1) / SIDE);
        Image small = square == 1 ? picture : smaller(picture, square);
        return Preview.png(small.channels() == 1 ? Quantisation.grey(small, 8, 8) : Quantisation.colour(small), 8);
    }

    /** What does not fill a square at the right and at the bottom is left out. */
    private static Image smaller(Image picture, int square) {
        int width = Math.max(1, picture.width() / square);
        int height = Math.max(1, picture.height() / square);
        int channels = picture.channels();
        float[] samples = new float[width * height * channels];
        for (int i = 0; i < samples.length; i++) {
            int x = i / channels % width * square;
            int y = i / channels / width * square;
            samples[i] = mean(picture, x, y, square, i % channels);
        }
        return new Image(width, height, channels, samples);
    }

    private static float mean(Image picture, int left, int top, int square, int channel) {
        int right = Math.min(picture.width(), left + square);
        int bottom = Math.min(picture.height(), top + square);
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += picture.samples()[(y * picture.width() + x) * picture.channels() + channel];
            }
        }
        return (float) (sum / ((right - left) * (bottom - top)));
    }
}
