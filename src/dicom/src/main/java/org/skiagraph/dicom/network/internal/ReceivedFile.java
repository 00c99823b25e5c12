package org.skiagraph.dicom.network.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.aoju.bus.image.Dimse;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.Commands;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.PDVInputStream;
import org.aoju.bus.image.metric.internal.pdu.Presentation;

/** Takes the one image that a C-GET brings, as it is encoded. */
final class ReceivedFile implements DimseRQHandler {
    /** What Sources reads, in the order in which we like it. */
    static final String[] TRANSFER_SYNTAXES = {
        UID.ExplicitVRLittleEndian,
        UID.ImplicitVRLittleEndian,
        UID.DeflatedExplicitVRLittleEndian,
        UID.RLELossless,
        UID.JPEGLSLossless,
        UID.JPEG2000LosslessOnly,
        UID.JPEGLossless,
        UID.JPEGBaseline1,
        UID.JPEGExtended24,
        UID.JPEGLSLossyNearLossless,
        UID.JPEG2000
    };

    private static final long LARGEST = 1L << 30;
    private static final int CANNOT_UNDERSTAND = 0xC000;

    private final Path file;
    private volatile boolean there;

    ReceivedFile(Path file) {
        this.file = file;
    }

    boolean isThere() {
        return there;
    }

    @Override
    public void onDimse(
            Association association, Presentation context, Dimse dimse, Attributes command, PDVInputStream data)
            throws IOException {
        if (dimse != Dimse.C_STORE_RQ || there) {
            data.skipAll();
            association.writeDimseRSP(context, Commands.mkRSP(command, CANNOT_UNDERSTAND, dimse));
            return;
        }
        Attributes meta = association.createFileMetaInformation(
                command.getString(Tag.AffectedSOPInstanceUID),
                command.getString(Tag.AffectedSOPClassUID),
                context.getTransferSyntax());
        try (OutputStream bounded = new Bounded(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
                ImageOutputStream out = new ImageOutputStream(bounded, UID.ExplicitVRLittleEndian)) {
            out.writeFileMetaInformation(meta);
            data.copyTo(out);
        }
        there = true;
        association.writeDimseRSP(context, Commands.mkCStoreRSP(command, 0));
    }

    @Override
    public void onClose(Association association) {}

    /** Ends where no image would be as large. */
    private static final class Bounded extends FilterOutputStream {
        private long written;

        Bounded(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            count(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(int more) throws IOException {
            written += more;
            if (written > LARGEST) {
                throw new IOException("an image of over " + LARGEST + " bytes");
            }
        }
    }
}
