package org.skiagraph.dicom.media.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.toolkit.Encoding;
import org.skiagraph.dicom.media.internal.FileSet.Node;

/** Where each record begins. The links are numbers of fixed length, so that the places do not depend on them. */
final class Layout {
    private static final String NEXT = "00041400";
    private static final String FLAG = "00041410";
    private static final String LOWER = "00041420";
    private static final int ITEM_HEADER = 8;
    private static final long IN_USE = 0xFFFF;

    private final int start;
    private final IdentityHashMap<Node, Integer> places = new IdentityHashMap<>();
    private final List<Node> order = new ArrayList<>();
    private final IdentityHashMap<Node, Node> next = new IdentityHashMap<>();
    private int end;

    /** @param start where the first record begins in the file */
    Layout(int start) {
        this.start = start;
        this.end = start;
    }

    /** Gives siblings and all below them their places. */
    void place(List<Node> siblings) {
        for (int i = 0; i < siblings.size(); i++) {
            Node node = siblings.get(i);
            places.put(node, end);
            order.add(node);
            if (i + 1 < siblings.size()) {
                next.put(node, siblings.get(i + 1));
            }
            end += ITEM_HEADER + Encoding.dataset(linked(node)).length;
            place(node.children());
        }
    }

    /** Takes the links off a record that was read. */
    static void unlink(DicomJson record) {
        record.remove(NEXT).remove(FLAG).remove(LOWER);
    }

    int length() {
        return end - start;
    }

    /** Where the first of siblings begins; 0 if there are none. */
    long first(List<Node> siblings) {
        return siblings.isEmpty() ? 0 : placeOf(siblings.get(0));
    }

    long last(List<Node> siblings) {
        return siblings.isEmpty() ? 0 : placeOf(siblings.get(siblings.size() - 1));
    }

    void write(ByteArrayOutputStream out) {
        for (Node node : order) {
            byte[] record = Encoding.dataset(linked(node));
            out.writeBytes(ByteBuffer.allocate(ITEM_HEADER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) 0xFFFE)
                    .putShort((short) 0xE000)
                    .putInt(record.length)
                    .array());
            out.writeBytes(record);
        }
    }

    private DicomJson linked(Node node) {
        Node sibling = next.get(node);
        return new DicomJson(node.keys().node().deepCopy())
                .numbers(NEXT, "UL", sibling == null ? 0 : placeOf(sibling))
                .numbers(FLAG, "US", IN_USE)
                .numbers(LOWER, "UL", first(node.children()));
    }

    /** 0 as long as it has none. */
    private long placeOf(Node node) {
        return places.getOrDefault(node, 0);
    }
}
