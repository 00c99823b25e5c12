package org.skiagraph.dicom.source.internal;

import java.nio.ByteBuffer;

/**
 * How large a picture a codestream says that it is. Codecs make room for that, so it must be what the dataset says; JPEG
 * and JPEG-LS say it in their frame header (ITU-T T.81 B.2.2), JPEG 2000 in SIZ (T.800 A.5.1).
 */
final class CodestreamSize {
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int START_OF_CODESTREAM = 0xFF4F;
    private static final int SIZ = 0xFF51;
    private static final int FIRST_FRAME_HEADER = 0xFFC0;
    private static final int LAST_FRAME_HEADER = 0xFFCF;
    private static final int JPEG_LS_FRAME_HEADER = 0xFFF7;
    private static final int HUFFMAN_TABLES = 0xFFC4;
    private static final int RESERVED = 0xFFC8;
    private static final int ARITHMETIC_CONDITIONING = 0xFFCC;

    private CodestreamSize() {}

    static void require(byte[] codestream, PixelDescription form) {
        ByteBuffer bytes = ByteBuffer.wrap(codestream);
        int start = word(bytes, 0);
        boolean fits =
                switch (start) {
                    case START_OF_IMAGE -> jpeg(bytes, form);
                    case START_OF_CODESTREAM -> jpeg2000(bytes, form);
                    default -> false;
                };
        if (!fits) {
            throw new Unusable("its compressed pixels are not of the size that it says", "Export it anew");
        }
    }

    private static boolean jpeg(ByteBuffer bytes, PixelDescription form) {
        int at = 2;
        while (!isFrameHeader(word(bytes, at))) {
            if (word(bytes, at) >>> 8 != 0xFF) {
                return false;
            }
            at += 2 + word(bytes, at + 2);
        }
        return word(bytes, at + 5) == form.rows()
                && word(bytes, at + 7) == form.columns()
                && bytes.get(at + 9) == form.samples();
    }

    private static boolean isFrameHeader(int marker) {
        return marker == JPEG_LS_FRAME_HEADER
                || (marker >= FIRST_FRAME_HEADER
                        && marker <= LAST_FRAME_HEADER
                        && marker != HUFFMAN_TABLES
                        && marker != RESERVED
                        && marker != ARITHMETIC_CONDITIONING);
    }

    private static boolean jpeg2000(ByteBuffer bytes, PixelDescription form) {
        return word(bytes, 2) == SIZ
                && (long) bytes.getInt(8) - bytes.getInt(16) == form.columns()
                && (long) bytes.getInt(12) - bytes.getInt(20) == form.rows()
                && word(bytes, 40) == form.samples();
    }

    private static int word(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
