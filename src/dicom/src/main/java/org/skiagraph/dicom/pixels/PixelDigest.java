package org.skiagraph.dicom.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One number for a picture's stored values, whatever they are encoded in. */
public final class PixelDigest {
    private PixelDigest() {}

    /**
     * SHA-256 of width, height, channels, Bits Stored and every stored value, as 32-bit integers, little endian; lower-case
     * hex.
     */
    public static String of(StoredImage image) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, image.width(), image.height(), image.channels(), image.bitsStored());
            int row = image.width() * image.channels();
            for (int y = 0; y < image.height(); y++) {
                update(digest, java.util.Arrays.copyOfRange(image.samples(), y * row, (y + 1) * row));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        digest.update(bytes.array());
    }
}
