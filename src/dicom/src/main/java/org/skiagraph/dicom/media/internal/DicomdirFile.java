package org.skiagraph.dicom.media.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.internal.DicomJson;
import org.skiagraph.dicom.internal.toolkit.Encoding;
import org.skiagraph.dicom.internal.toolkit.Part10;
import org.skiagraph.dicom.media.internal.FileSet.Node;
import org.skiagraph.domain.Rejected;

/** A DICOMDIR: its records in the order of the tree, and linked by where they begin in the file (PS3.3 F.3.2.2). */
public final class DicomdirFile {
    private static final String SOP_CLASS = "1.2.840.10008.1.3.10";
    private static final String FILE_SET_ID = "00041130";
    private static final String FIRST_RECORD = "00041200";
    private static final String LAST_RECORD = "00041202";
    private static final String CONSISTENCY = "00041212";
    private static final String RECORDS = "00041220";
    private static final String ID = "SKIAGRAPH";
    private static final int SEQUENCE_HEADER = 12;
    private static final List<String> LEVELS = List.of("PATIENT", "STUDY", "SERIES");

    private DicomdirFile() {}

    /**
     * Reads one that we wrote; an empty one if there is none.
     *
     * @throws Rejected if it is not ours: others may hold records that we do not know
     */
    public static FileSet read(Path file) {
        if (Files.notExists(file)) {
            return new FileSet(SyntheticIdentities.under(Optional.empty()).newUid());
        }
        try {
            Part10.Header header = Part10.readHeader(file);
            if (header.byUs()) {
                return tree(header.sopInstanceUid(), header.dataset().items(RECORDS));
            }
        } catch (IOException | RuntimeException e) {
            throw foreign(file, "it cannot be read", e);
        }
        throw foreign(file, "another program wrote it", null);
    }

    private static Rejected foreign(Path file, String what, Throwable cause) {
        return new Rejected(file.toString(), what, "Use a folder of its own for media", cause);
    }

    /** By their order: every record belongs to the last one of the level above it. */
    private static FileSet tree(String instanceUid, List<DicomJson> records) {
        FileSet fileSet = new FileSet(instanceUid);
        List<Node> path = new ArrayList<>();
        for (DicomJson record : records) {
            Layout.unlink(record);
            int level = LEVELS.indexOf(record.text(DirectoryRecords.RECORD_TYPE).orElse(""));
            int depth = level < 0 ? LEVELS.size() : level;
            Node node = new Node(record);
            path = new ArrayList<>(path.subList(0, depth));
            (depth == 0 ? fileSet.patients() : path.get(depth - 1).children()).add(node);
            path.add(node);
        }
        return fileSet;
    }

    /** The whole file. */
    public static byte[] bytes(FileSet fileSet) {
        byte[] head = Encoding.head(SOP_CLASS, fileSet.instanceUid());
        int start = head.length + Encoding.dataset(root(0, 0)).length + SEQUENCE_HEADER;
        Layout layout = new Layout(start);
        layout.place(fileSet.patients());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        out.writeBytes(Encoding.dataset(root(layout.first(fileSet.patients()), layout.last(fileSet.patients()))));
        out.writeBytes(sequenceHeader(layout.length()));
        layout.write(out);
        return out.toByteArray();
    }

    private static DicomJson root(long first, long last) {
        return DicomJson.empty()
                .texts(FILE_SET_ID, "CS", ID)
                .numbers(FIRST_RECORD, "UL", first)
                .numbers(LAST_RECORD, "UL", last)
                .numbers(CONSISTENCY, "US", 0);
    }

    private static byte[] sequenceHeader(int length) {
        return ByteBuffer.allocate(SEQUENCE_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x0004)
                .putShort((short) 0x1220)
                .put(new byte[] {'S', 'Q', 0, 0})
                .putInt(length)
                .array();
    }
}
