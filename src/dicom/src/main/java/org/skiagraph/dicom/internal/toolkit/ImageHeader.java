package org.skiagraph.dicom.internal.toolkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;

/** The few values of a file that its pixels cannot be understood without; tags are eight hex digits. */
public final class ImageHeader {
    private final Attributes attributes;

    ImageHeader(Attributes attributes) {
        this.attributes = attributes;
    }

    Attributes attributes() {
        return attributes;
    }

    public boolean has(String tag) {
        return attributes.containsValue(tag(tag));
    }

    /** A whole number, or what stands for a missing one. */
    public int number(String tag, int otherwise) {
        return attributes.getInt(tag(tag), otherwise);
    }

    public int[] numbers(String tag) {
        int[] numbers = attributes.getInts(tag(tag));
        return numbers == null ? new int[0] : numbers;
    }

    /** Decimal strings; none where one is not a number. */
    public double[] decimals(String tag) {
        double[] decimals = attributes.getDoubles(tag(tag));
        return decimals == null ? new double[0] : decimals;
    }

    /** A defined term, "" if there is none. */
    public String word(String tag) {
        return attributes.getString(tag(tag), "").strip();
    }

    /** The bytes of a table, in the byte order of {@link #order}. */
    public Optional<byte[]> bytes(String tag) {
        return Optional.ofNullable(attributes.getSafeBytes(tag(tag)));
    }

    public ByteOrder order() {
        return attributes.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** 16-bit words as numbers from 0 to 65535. */
    public int[] words(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order());
        int[] words = new int[bytes.length / Short.BYTES];
        for (int i = 0; i < words.length; i++) {
            words[i] = Short.toUnsignedInt(buffer.getShort());
        }
        return words;
    }

    public List<ImageHeader> items(String tag) {
        Sequence sequence = attributes.getSequence(tag(tag));
        return sequence == null
                ? List.of()
                : sequence.stream().map(ImageHeader::new).toList();
    }

    private static int tag(String tag) {
        return Integer.parseUnsignedInt(tag, 16);
    }
}
