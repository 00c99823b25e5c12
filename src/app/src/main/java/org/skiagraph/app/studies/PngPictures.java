package org.skiagraph.app.studies;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.PngReaderInt;
import ar.com.hjg.pngj.PngjInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/**
 * Reads PNG files of any kind: grey, colour, palette, 1 to 16 bits, interlaced. What is transparent becomes black, since in a
 * mask it asks for nothing.
 */
public final class PngPictures {
    private static final long LARGEST_FILE = 256L << 20;
    private static final int LONGEST_SIDE = RequestValidator.LONGEST_SIDE;
    private static final long MOST_PIXELS = 1L << 24;
    /** Bytes of a chunk beside its data: length, type and checksum. */
    private static final long CHUNK_FRAME = 12;

    private static final int IEND = 0x49454E44;
    /** Chunks that hold compressed text, which could be endless. */
    private static final String[] NEVER_UNPACKED = {"iCCP", "iTXt", "zTXt"};

    private PngPictures() {}

    /**
     * Reads one.
     *
     * @param field the option or field that names it
     * @return 0 to 1, one channel if the file is grey
     * @throws Rejected if it is not there, too large, broken, or of another format
     */
    public static Image read(String field, Path file) {
        byte[] bytes = bytes(field, file);
        if (!PictureFormat.PNG.matches(bytes)) {
            throw new Rejected(
                    field, file + " is " + PictureFormat.guess(bytes), "Convert it to PNG, or give the DICOM file");
        }
        try {
            return decode(field, file, bytes);
        } catch (Rejected e) {
            throw e;
        } catch (RuntimeException e) {
            // The reader throws of its own kind where it looks, and the runtime's where it does not.
            throw new Rejected(field, file + " is a broken PNG file", "Save it anew, or give another", e);
        }
    }

    private static byte[] bytes(String field, Path file) {
        if (!Files.isRegularFile(file)) {
            String what = Files.isDirectory(file) ? " is a directory" : " is no file that can be read";
            throw new Rejected(field, file + what, "Give a PNG file");
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new Rejected(field, file + " has over " + LARGEST_FILE + " bytes", "Give a smaller PNG file");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Rejected(field, file + " cannot be read", "Look at its permissions", e);
        }
    }

    private static Image decode(String field, Path file, byte[] bytes) {
        requireWholeChunks(bytes);
        PngReaderInt reader = new PngReaderInt(new ByteArrayInputStream(bytes));
        try {
            for (String chunk : NEVER_UNPACKED) {
                reader.addChunkToSkip(chunk);
            }
            ImageInfo info = reader.imgInfo;
            if (info.cols > LONGEST_SIDE || info.rows > LONGEST_SIDE || (long) info.cols * info.rows > MOST_PIXELS) {
                throw new Rejected(
                        field,
                        file + " has " + info.cols + " x " + info.rows + " pixels",
                        "Give one of at most " + MOST_PIXELS + " pixels and " + LONGEST_SIDE + " a side");
            }
            return samples(reader);
        } finally {
            reader.close();
        }
    }

    /** A chunk says how long it is, and the reader sets aside as much before it looks whether the file has it. */
    private static void requireWholeChunks(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = PictureFormat.PNG.magic().length();
        while (at < bytes.length) {
            long end = at + CHUNK_FRAME + Integer.toUnsignedLong(file.getInt(at));
            if (end > bytes.length) {
                throw new PngjInputException("a chunk at " + at + " ends beyond the file");
            }
            if (file.getInt(at + 4) == IEND) {
                return;
            }
            at = (int) end;
        }
    }

    private static Image samples(PngReaderInt reader) {
        ImageInfo info = reader.imgInfo;
        int channels = info.greyscale ? 1 : 3;
        float[] samples = new float[info.cols * info.rows * channels];
        PixelReader pixels = null;
        for (int y = 0; y < info.rows; y++) {
            int[] row = reader.readRowInt().getScanline();
            if (pixels == null) {
                // Palette and transparency come before the first row.
                pixels = PixelReader.of(info, reader.getMetadata());
            }
            for (int x = 0; x < info.cols; x++) {
                pixels.read(row, x * info.channels, samples, (y * info.cols + x) * channels);
            }
        }
        reader.end();
        return new Image(info.cols, info.rows, channels, samples);
    }
}
