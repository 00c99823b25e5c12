package org.skiagraph.app.cli;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineInt;
import ar.com.hjg.pngj.PngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures to give to the program. */
public final class Pngs {
    private Pngs() {}

    /** Grey of 8 bits. */
    interface Drawing {
        int at(int x, int y);
    }

    static Path grey(Path file, int width, int height, Drawing drawing) throws IOException {
        ImageInfo info = new ImageInfo(width, height, 8, false, true, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PngWriter writer = new PngWriter(bytes, info);
        for (int y = 0; y < height; y++) {
            ImageLineInt line = new ImageLineInt(info);
            for (int x = 0; x < width; x++) {
                line.getScanline()[x] = drawing.at(x, y);
            }
            writer.writeRow(line);
        }
        writer.end();
        return Files.write(file, bytes.toByteArray());
    }

    public static Path ramp(Path file, int side) throws IOException {
        return grey(file, side, side, (x, y) -> (4 * x + y) % 256);
    }

    /** White in the middle quarter. */
    static Path middle(Path file, int side) throws IOException {
        return grey(
                file,
                side,
                side,
                (x, y) -> x >= side / 4 && x < 3 * side / 4 && y >= side / 4 && y < 3 * side / 4 ? 255 : 0);
    }
}
