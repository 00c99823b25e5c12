package org.skiagraph.dicom.network.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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

/** Takes the one image that a C-GET or C-MOVE brings, as it is encoded, and refuses any other. */
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
    private static final int NOT_AUTHORIZED = 0x0124;
    private static final int UNRECOGNIZED_OPERATION = 0x0211;

    private final Path file;
    private final AtomicReference<Expected> expected = new AtomicReference<>();
    private volatile boolean there;

    private record Expected(String sopInstanceUid, Runnable sign) {}

    ReceivedFile(Path file) {
        this.file = file;
    }

    /**
     * From now on this one may come, once.
     *
     * @param sign runs whenever a piece of it has come
     */
    void expect(String sopInstanceUid, Runnable sign) {
        expected.set(new Expected(sopInstanceUid, sign));
    }

    boolean isThere() {
        return there;
    }

    @Override
    public void onDimse(
            Association association, Presentation context, Dimse dimse, Attributes command, PDVInputStream data)
            throws IOException {
        if (dimse == Dimse.C_ECHO_RQ) {
            association.writeDimseRSP(context, Commands.mkEchoRSP(command, 0));
            return;
        }
        Optional<Expected> one = dimse == Dimse.C_STORE_RQ ? taken(command) : Optional.empty();
        if (one.isEmpty()) {
            refuse(association, context, dimse, command, data);
            return;
        }
        write(association, context, command, data, one.get());
        there = true;
        association.writeDimseRSP(context, Commands.mkCStoreRSP(command, 0));
    }

    /** The one that is expected, if this is it; another caller then finds none. */
    private Optional<Expected> taken(Attributes command) {
        Expected one = expected.get();
        boolean isIt = one != null && one.sopInstanceUid().equals(command.getString(Tag.AffectedSOPInstanceUID));
        return isIt && expected.compareAndSet(one, null) ? Optional.of(one) : Optional.empty();
    }

    private static void refuse(
            Association association, Presentation context, Dimse dimse, Attributes command, PDVInputStream data)
            throws IOException {
        if (data != null) {
            data.skipAll();
        }
        int status = dimse == Dimse.C_STORE_RQ ? NOT_AUTHORIZED : UNRECOGNIZED_OPERATION;
        association.writeDimseRSP(context, Commands.mkRSP(command, status, dimse));
    }

    private void write(
            Association association, Presentation context, Attributes command, PDVInputStream data, Expected one)
            throws IOException {
        Attributes meta = association.createFileMetaInformation(
                one.sopInstanceUid(), command.getString(Tag.AffectedSOPClassUID), context.getTransferSyntax());
        OutputStream plain = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        try (OutputStream bounded = new Bounded(plain, one.sign());
                ImageOutputStream out = new ImageOutputStream(bounded, UID.ExplicitVRLittleEndian)) {
            out.writeFileMetaInformation(meta);
            data.copyTo(out);
        }
    }

    @Override
    public void onClose(Association association) {}

    /** Ends where no image would be as large. */
    private static final class Bounded extends FilterOutputStream {
        private final Runnable sign;
        private long written;

        Bounded(OutputStream out, Runnable sign) {
            super(out);
            this.sign = sign;
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
            sign.run();
            written += more;
            if (written > LARGEST) {
                throw new IOException("an image of over " + LARGEST + " bytes");
            }
        }
    }
}
