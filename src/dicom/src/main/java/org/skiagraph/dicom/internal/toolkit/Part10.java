package org.skiagraph.dicom.internal.toolkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.internal.DicomJson;

/** Part 10 files (PS3.10), written and read by the toolkit. */
public final class Part10 {
    /** Ours: 2.25 and a UUID that was drawn once. */
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.316436209171184396275014427086398148961";

    public static final String IMPLEMENTATION_VERSION_NAME = "SKIAGRAPH_0_1";

    private static final int PIXEL_DATA = 0x7FE00010;
    private static final int IMPLEMENTATION_CLASS = 0x00020012;
    private static final int IMPLEMENTATION_VERSION = 0x00020013;

    static {
        ToolkitLog.silence();
    }

    private Part10() {}

    /**
     * Writes a file with native pixel data.
     *
     * @param pixels little-endian
     * @param wide whether samples take two bytes
     */
    public static void write(
            DicomJson dataset, byte[] pixels, boolean wide, TransferSyntax transferSyntax, OutputStream out)
            throws IOException {
        Attributes attributes = Conversion.toAttributes(dataset.node());
        attributes.setBytes(PIXEL_DATA, wide ? VR.OW : VR.OB, pixels);
        write(attributes, transferSyntax, out);
    }

    /** Writes a file with encapsulated pixel data: one frame, one fragment (PS3.5 A.4). */
    public static void writeEncapsulated(
            DicomJson dataset, byte[] fragment, TransferSyntax transferSyntax, OutputStream out) throws IOException {
        Attributes attributes = Conversion.toAttributes(dataset.node());
        Fragments fragments = attributes.newFragments(PIXEL_DATA, VR.OB, 2);
        fragments.add(new byte[4]);
        fragments.add(fragment);
        write(attributes, transferSyntax, out);
    }

    private static void write(Attributes attributes, TransferSyntax transferSyntax, OutputStream out)
            throws IOException {
        Attributes meta = attributes.createFileMetaInformation(transferSyntax.uid());
        stampImplementation(meta);
        // The stream begins in explicit little endian, the encoding of the file meta information.
        ImageOutputStream stream = new ImageOutputStream(
                new BufferedOutputStream(out, 1 << 16), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
        stream.writeDataset(meta, attributes);
        stream.finish();
        stream.flush();
    }

    static void stampImplementation(Attributes meta) {
        meta.setString(IMPLEMENTATION_CLASS, VR.UI, IMPLEMENTATION_CLASS_UID);
        meta.setString(IMPLEMENTATION_VERSION, VR.SH, IMPLEMENTATION_VERSION_NAME);
    }

    /**
     * What a file holds besides its pixels.
     *
     * @param sopInstanceUid as its file meta information has it
     * @param byUs whether its file meta information says that we wrote it
     */
    public record Header(
            DicomJson dataset, String transferSyntaxUid, String sopInstanceUid, boolean byUs, List<String> bulkTags) {}

    /**
     * Native pixel data as the file has it.
     *
     * @throws IOException if there is none, or it is encapsulated
     */
    public static byte[] readPixels(Path file) throws IOException {
        try (ImageInputStream in = new ImageInputStream(file.toFile())) {
            in.setIncludeBulkData(ImageInputStream.IncludeBulkData.YES);
            if (in.readDataset(-1, -1).getValue(PIXEL_DATA) instanceof byte[] pixels) {
                return pixels;
            }
        }
        throw new IOException("no native pixel data");
    }

    /** Reads everything up to the pixel data. */
    public static Header readHeader(Path file) throws IOException {
        try (ImageInputStream in = new ImageInputStream(file.toFile())) {
            in.setIncludeBulkData(ImageInputStream.IncludeBulkData.NO);
            Attributes meta = in.readFileMetaInformation();
            if (meta == null) {
                throw new IOException("no file meta information");
            }
            Attributes dataset = in.readDataset(-1, -1);
            return new Header(
                    Conversion.toJson(dataset),
                    meta.getString(0x00020010, ""),
                    meta.getString(0x00020003, ""),
                    IMPLEMENTATION_CLASS_UID.equals(meta.getString(IMPLEMENTATION_CLASS)),
                    dataset.contains(PIXEL_DATA) ? List.of("7FE00010") : List.of());
        }
    }
}
