package org.skiagraph.dicom.source.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.skiagraph.dicom.internal.toolkit.ImageFile;

/** Which of the fragments of encapsulated pixels belong to a frame (PS3.5 A.4). */
final class FrameFragments {
    /** Tag and length before each. */
    private static final int ITEM_HEADER = 8;

    private FrameFragments() {}

    static byte[] join(ImageFile file, int frame) {
        int frames = Math.max(1, file.header().number(SourceTags.NUMBER_OF_FRAMES, 1));
        List<byte[]> fragments = file.fragments().subList(1, file.fragments().size());
        if (fragments.isEmpty()) {
            throw new Unusable("it has no pixels", "Give an image");
        }
        if (frames == 1) {
            return joined(fragments);
        }
        if (fragments.size() == frames) {
            return fragments.get(frame);
        }
        byte[] table = file.fragments().get(0);
        if (table.length != frames * Integer.BYTES) {
            throw new Unusable("nothing tells where its frames begin", "Export the one frame by itself");
        }
        ByteBuffer offsets = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        long from = Integer.toUnsignedLong(offsets.getInt(frame * Integer.BYTES));
        long to = frame + 1 < frames
                ? Integer.toUnsignedLong(offsets.getInt((frame + 1) * Integer.BYTES))
                : Long.MAX_VALUE;
        return joined(between(fragments, from, to));
    }

    private static List<byte[]> between(List<byte[]> fragments, long from, long to) {
        long at = 0;
        int first = fragments.size();
        int last = fragments.size();
        for (int i = 0; i < fragments.size(); i++) {
            if (at >= from) {
                first = Math.min(first, i);
            }
            if (at >= to) {
                last = Math.min(last, i);
            }
            at += ITEM_HEADER + fragments.get(i).length;
        }
        if (first >= last) {
            throw new Unusable("its offset table does not fit its pixels", "Export it anew");
        }
        return fragments.subList(first, last);
    }

    private static byte[] joined(List<byte[]> fragments) {
        if (fragments.size() == 1) {
            return fragments.get(0);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        fragments.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
