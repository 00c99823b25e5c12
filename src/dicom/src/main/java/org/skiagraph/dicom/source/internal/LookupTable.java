package org.skiagraph.dicom.source.internal;

import java.nio.ByteOrder;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.ImageHeader;

/**
 * A table of values (PS3.3 C.11.1.1 and C.7.6.3.1.5).
 *
 * @param first value that the first entry is for; what lies outside takes the nearest
 * @param entries from 0 to most
 * @param most the largest that an entry's bits hold
 */
record LookupTable(int first, int[] entries, int most) {
    private static final int ALL_ENTRIES = 65536;

    static LookupTable of(ImageHeader header, String descriptorTag, String dataTag) {
        int[] descriptor = header.numbers(descriptorTag);
        byte[] data = header.bytes(dataTag).orElse(new byte[0]);
        if (descriptor.length != 3) {
            throw broken();
        }
        int count = (descriptor[0] & 0xFFFF) == 0 ? ALL_ENTRIES : descriptor[0] & 0xFFFF;
        int bits = descriptor[2] & 0xFFFF;
        if (bits < 8 || bits > 16) {
            throw broken();
        }
        int[] entries;
        if (data.length >= 2 * count) {
            entries = header.words(data);
        } else if (bits == 8 && data.length >= count) {
            entries = bytes(data, header.order());
        } else {
            throw broken();
        }
        int[] cut = java.util.Arrays.copyOf(entries, count);
        boolean signed = header.number(Tags.PIXEL_REPRESENTATION, 0) == 1;
        return new LookupTable(signed ? (short) descriptor[1] : descriptor[1], cut, (1 << bits) - 1);
    }

    int at(double value) {
        long index = Math.round(value) - first;
        return entries[(int) Math.min(entries.length - 1, Math.max(0, index))];
    }

    /** Two entries in a word, the first in its lower byte. */
    private static int[] bytes(byte[] data, ByteOrder order) {
        int[] entries = new int[data.length];
        int swap = order == ByteOrder.BIG_ENDIAN ? 1 : 0;
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Byte.toUnsignedInt(data[Math.min(data.length - 1, i ^ swap)]);
        }
        return entries;
    }

    private static Unusable broken() {
        return new Unusable("one of its lookup tables is broken", "Export it as it is shown");
    }
}
