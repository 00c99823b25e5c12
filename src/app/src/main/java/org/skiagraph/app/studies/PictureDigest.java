package org.skiagraph.app.studies;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.skiagraph.app.files.Digests;
import org.skiagraph.domain.Image;

/** What a generation record says of a picture: see {@link org.skiagraph.domain.GenerationRecord.Inputs}. */
final class PictureDigest {
    private PictureDigest() {}

    static String of(Image image) {
        MessageDigest digest = Digests.sha256();
        ByteBuffer head = ByteBuffer.allocate(3 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        digest.update(head.putInt(image.width())
                .putInt(image.height())
                .putInt(image.channels())
                .array());
        ByteBuffer row = ByteBuffer.allocate(image.width() * image.channels() * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < image.height(); y++) {
            row.asFloatBuffer()
                    .put(image.samples(), y * image.width() * image.channels(), image.width() * image.channels());
            digest.update(row.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
