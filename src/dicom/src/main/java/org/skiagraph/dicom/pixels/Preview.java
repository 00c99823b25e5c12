package org.skiagraph.dicom.pixels;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineInt;
import ar.com.hjg.pngj.PngWriter;
import java.io.ByteArrayOutputStream;

/** PNG pictures of stored pixels, as the file's own window shows them. */
public final class Preview {
    private Preview() {}

    /** @param bits 8 or 16 per sample */
    public static byte[] png(StoredImage image, int bits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageInfo info = new ImageInfo(image.width(), image.height(), bits, false, image.channels() == 1, false);
        PngWriter writer = new PngWriter(bytes, info);
        long most = (1L << bits) - 1;
        int row = image.width() * image.channels();
        for (int y = 0; y < image.height(); y++) {
            ImageLineInt line = new ImageLineInt(info);
            for (int x = 0; x < row; x++) {
                line.getScanline()[x] = scaled(image.samples()[y * row + x], image.most(), most);
            }
            writer.writeRow(line);
        }
        writer.end();
        return bytes.toByteArray();
    }

    /** Half rounded up. */
    private static int scaled(int value, int from, long to) {
        return (int) ((2L * value * to + from) / (2L * from));
    }
}
