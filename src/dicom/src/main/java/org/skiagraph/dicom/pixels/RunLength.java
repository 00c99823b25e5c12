package org.skiagraph.dicom.pixels;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** RLE lossless (PS3.5 Annex G): one segment per byte plane, most significant first, each row encoded by itself. */
public final class RunLength {
    private static final int HEADER = 64;
    private static final int MOST = 128;

    private RunLength() {}

    /** The frame, header included, of even length. */
    public static byte[] encode(StoredImage image) {
        List<byte[]> segments = new ArrayList<>();
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int shift = image.bitsAllocated() - 8; shift >= 0; shift -= 8) {
                segments.add(segment(image, channel, shift));
            }
        }
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(segments.size());
        int offset = HEADER;
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (byte[] segment : segments) {
            header.putInt(offset);
            offset += segment.length;
        }
        frame.writeBytes(header.array());
        segments.forEach(frame::writeBytes);
        return frame.toByteArray();
    }

    private static byte[] segment(StoredImage image, int channel, int shift) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] row = new byte[image.width()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < row.length; x++) {
                int index = (y * image.width() + x) * image.channels() + channel;
                row[x] = (byte) (image.samples()[index] >> shift);
            }
            encode(row, out);
        }
        if (out.size() % 2 == 1) {
            out.write(0);
        }
        return out.toByteArray();
    }

    private static void encode(byte[] row, ByteArrayOutputStream out) {
        int at = 0;
        while (at < row.length) {
            int run = run(row, at);
            if (run > 1) {
                out.write(1 - run);
                out.write(row[at]);
                at += run;
            } else {
                int literal = literal(row, at);
                out.write(literal - 1);
                out.write(row, at, literal);
                at += literal;
            }
        }
    }

    private static int run(byte[] row, int from) {
        int to = from + 1;
        while (to < row.length && to - from < MOST && row[to] == row[from]) {
            to++;
        }
        return to - from;
    }

    /** Bytes up to the next run of three, which pays, or the limit. */
    private static int literal(byte[] row, int from) {
        int to = from + 1;
        while (to < row.length && to - from < MOST && run(row, to) < 3) {
            to++;
        }
        return to - from;
    }
}
