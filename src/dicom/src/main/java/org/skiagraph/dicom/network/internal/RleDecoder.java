package org.skiagraph.dicom.network.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.VR;

/**
 * RLE Lossless (PS3.5 Annex G) to native pixels. Ours, because the toolkit's goes through ImageIO, which the native
 * executable has not.
 */
final class RleDecoder {
    private static final int HEADER = 64;
    private static final int MOST_SEGMENTS = 15;

    private final int pixels;
    private final int samples;
    private final int bytesPerSample;
    private final boolean byPlane;

    private RleDecoder(Attributes dataset) throws IOException {
        this.pixels = dataset.getInt(Tag.Rows, 0) * dataset.getInt(Tag.Columns, 0);
        this.samples = dataset.getInt(Tag.SamplesPerPixel, 1);
        this.bytesPerSample = dataset.getInt(Tag.BitsAllocated, 0) / 8;
        this.byPlane = dataset.getInt(Tag.PlanarConfiguration, 0) == 1;
        if (pixels <= 0 || bytesPerSample < 1 || samples < 1 || segments() > MOST_SEGMENTS) {
            throw new IOException("Rows, Columns, Samples per Pixel and Bits Allocated do not describe an RLE image");
        }
    }

    /** Replaces the encapsulated Pixel Data (7FE0,0010) by native ones. */
    static void decode(Attributes dataset) throws IOException {
        RleDecoder decoder = new RleDecoder(dataset);
        if (!(dataset.getValue(Tag.PixelData) instanceof Fragments fragments)) {
            throw new IOException("Pixel Data (7FE0,0010) is not encapsulated");
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        // Item 0 is the Basic Offset Table; in RLE every further item is one frame (PS3.5 A.4.2).
        for (int i = 1; i < fragments.size(); i++) {
            frames.write(decoder.frame((byte[]) fragments.get(i)));
        }
        if (frames.size() % 2 != 0) {
            frames.write(0);
        }
        VR vr = decoder.bytesPerSample > 1 ? VR.OW : VR.OB;
        dataset.setBytes(Tag.PixelData, vr, frames.toByteArray());
    }

    private int segments() {
        return samples * bytesPerSample;
    }

    private byte[] frame(byte[] fragment) throws IOException {
        if (fragment.length < HEADER) {
            throw new IOException("an RLE frame of " + fragment.length + " bytes has no header");
        }
        ByteBuffer header = ByteBuffer.wrap(fragment).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != segments()) {
            throw new IOException("an RLE frame has " + header.getInt(0) + " segments, not " + segments());
        }
        byte[] frame = new byte[pixels * segments()];
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

    /** One byte of one sample of every pixel: PackBits, the most significant byte's segment first. */
    private void unpack(byte[] fragment, int start, int end, int segment, byte[] frame) throws IOException {
        int sample = segment / bytesPerSample;
        int significance = bytesPerSample - 1 - segment % bytesPerSample;
        int step = byPlane ? bytesPerSample : segments();
        int to = (byPlane ? sample * pixels * bytesPerSample : sample * bytesPerSample) + significance;
        int left = pixels;
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
