package org.skiagraph.dicom.pixels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The form of a frame in RLE Lossless (PS3.5 Annex G), to read it by.
 *
 * @param pixels rows times columns
 * @param samples per pixel
 * @param byPlane whether the decoded samples lie plane by plane instead of pixel by pixel
 */
public record RunLengthFrame(long pixels, int samples, int bytesPerSample, boolean byPlane) {
    private static final int HEADER = 64;
    private static final int MOST_SEGMENTS = 15;
    private static final long LARGEST_FRAME = 1 << 30;

    /** @throws IllegalArgumentException if there is no such frame */
    public RunLengthFrame {
        long segments = (long) samples * bytesPerSample;
        if (pixels <= 0 || bytesPerSample < 1 || samples < 1 || segments > MOST_SEGMENTS) {
            throw new IllegalArgumentException(
                    "Rows, Columns, Samples per Pixel and Bits Allocated do not describe an RLE image");
        }
        if (pixels * segments > LARGEST_FRAME) {
            throw new IllegalArgumentException("a frame of " + pixels + " pixels");
        }
    }

    /**
     * The samples, those of two bytes little endian.
     *
     * @throws IOException if the fragment does not hold all of them
     */
    public byte[] decode(byte[] fragment) throws IOException {
        if (fragment.length < HEADER) {
            throw new IOException("an RLE frame of " + fragment.length + " bytes has no header");
        }
        ByteBuffer header = ByteBuffer.wrap(fragment).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != segments()) {
            throw new IOException("an RLE frame has " + header.getInt(0) + " segments, not " + segments());
        }
        byte[] frame = new byte[Math.toIntExact(pixels * segments())];
        for (int segment = 0; segment < segments(); segment++) {
            int start = header.getInt(4 * (segment + 1));
            int end = segment + 1 < segments() ? header.getInt(4 * (segment + 2)) : fragment.length;
            if (start < HEADER || end < start || end > fragment.length) {
                throw new IOException("RLE segment " + segment + " lies outside its frame");
            }
            unpack(fragment, start, end, segment, frame);
        }
        return frame;
    }

    private int segments() {
        return samples * bytesPerSample;
    }

    /** One byte of one sample of every pixel: PackBits, the most significant byte's segment first. */
    private void unpack(byte[] fragment, int start, int end, int segment, byte[] frame) throws IOException {
        int sample = segment / bytesPerSample;
        int significance = bytesPerSample - 1 - segment % bytesPerSample;
        int step = byPlane ? bytesPerSample : segments();
        int to = (int) (byPlane ? sample * pixels * bytesPerSample : (long) sample * bytesPerSample) + significance;
        int left = (int) pixels;
        int from = start;
        while (left > 0) {
            if (from >= end) {
                throw new IOException("RLE segment " + segment + " ends " + left + " bytes early");
            }
            int control = fragment[from++];
            if (control == -128) {
                continue;
            }
            boolean repeat = control < 0;
            int count = Math.min(left, Math.abs(control) + 1);
            if (from + (repeat ? 1 : count) > end) {
                throw new IOException("RLE segment " + segment + " ends within a run");
            }
            for (int i = 0; i < count; i++, to += step) {
                frame[to] = fragment[repeat ? from : from + i];
            }
            from += repeat ? 1 : count;
            left -= count;
        }
    }
}
