package org.skiagraph.dicom.segmentation.internal;

import java.util.List;
import org.skiagraph.dicom.segmentation.SegmentationPlan.Segment;

/** Pixel data of one bit a pixel (PS3.5 8.1.1). */
public final class PackedFrames {
    private PackedFrames() {}

    /** Frames without a gap between them, lowest bit first, and zeros to make it even. */
    public static byte[] of(List<Segment> segments) {
        int frame = segments.get(0).mask().width() * segments.get(0).mask().height();
        int bytes = (frame * segments.size() + 7) / 8;
        byte[] packed = new byte[bytes + bytes % 2];
        for (int s = 0; s < segments.size(); s++) {
            int first = s * frame;
            segments.get(s).mask().pixels().stream()
                    .map(pixel -> first + pixel)
                    .forEach(bit -> packed[bit / 8] |= (byte) (1 << (bit % 8)));
        }
        return packed;
    }
}
