package org.skiagraph.dicom;

import ar.com.hjg.pngj.ImageLineInt;
import ar.com.hjg.pngj.PngReader;
import java.nio.file.Path;

/** Reading and comparing PNG files. */
final class Pngs {
    private Pngs() {}

    static int largestDifference(Path one, Path other) {
        int[] left = samples(one);
        int[] right = samples(other);
        if (left.length != right.length) {
            throw new AssertionError(left.length + " samples against " + right.length);
        }
        int largest = 0;
        for (int i = 0; i < left.length; i++) {
            largest = Math.max(largest, Math.abs(left[i] - right[i]));
        }
        return largest;
    }

    /** All samples, row by row. */
    static int[] samples(Path file) {
        PngReader reader = new PngReader(file.toFile());
        int row = reader.imgInfo.cols * reader.imgInfo.channels;
        int[] all = new int[row * reader.imgInfo.rows];
        for (int y = 0; y < reader.imgInfo.rows; y++) {
            System.arraycopy(((ImageLineInt) reader.readRow(y)).getScanline(), 0, all, y * row, row);
        }
        reader.end();
        return all;
    }
}
