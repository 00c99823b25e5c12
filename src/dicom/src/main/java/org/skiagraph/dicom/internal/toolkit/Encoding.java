package org.skiagraph.dicom.internal.toolkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.internal.DicomJson;

/** Datasets as bytes in Explicit VR Little Endian, for files whose places in themselves matter (PS3.10 8.5). */
public final class Encoding {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
    private static final int MEDIA_STORAGE_SOP_CLASS = 0x00020002;
    private static final int MEDIA_STORAGE_SOP_INSTANCE = 0x00020003;

    private Encoding() {}

    /** A dataset without anything before it. */
    public static byte[] dataset(DicomJson dataset) {
        return bytes(null, Conversion.toAttributes(dataset.node()));
    }

    /** Preamble, prefix and file meta information. */
    public static byte[] head(String sopClassUid, String sopInstanceUid) {
        Attributes named = new Attributes();
        named.setString(0x00080016, VR.UI, sopClassUid);
        named.setString(0x00080018, VR.UI, sopInstanceUid);
        Attributes meta = named.createFileMetaInformation(EXPLICIT);
        meta.setString(MEDIA_STORAGE_SOP_CLASS, VR.UI, sopClassUid);
        meta.setString(MEDIA_STORAGE_SOP_INSTANCE, VR.UI, sopInstanceUid);
        Part10.stampImplementation(meta);
        return bytes(meta, new Attributes());
    }

    private static byte[] bytes(Attributes meta, Attributes dataset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new ImageOutputStream(bytes, EXPLICIT)) {
            out.writeDataset(meta, dataset);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
        return bytes.toByteArray();
    }
}
