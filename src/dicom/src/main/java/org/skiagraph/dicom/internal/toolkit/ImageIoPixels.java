package org.skiagraph.dicom.internal.toolkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.nimble.codec.Transcoder;

/** The toolkit's codecs behind ImageIO. */
public final class ImageIoPixels implements CompressedPixels {
    private static final int PIXEL_DATA = 0x7FE00010;

    @Override
    public byte[] compress(byte[] nativeFile, String transferSyntaxUid) throws IOException {
        NativeCodecs.load();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Transcoder transcoder = new Transcoder(new ByteArrayInputStream(nativeFile))) {
            transcoder.setIncludeFileMetaInformation(false);
            transcoder.setDestinationTransferSyntax(transferSyntaxUid);
            transcoder.transcode((coder, dataset) -> out);
        }
        return frame(out.toByteArray(), transferSyntaxUid);
    }

    /** The fragments after the offset table, in one. Of the rest the toolkit says things that do not hold for it. */
    private static byte[] frame(byte[] dataset, String transferSyntaxUid) throws IOException {
        try (ImageInputStream in = new ImageInputStream(new ByteArrayInputStream(dataset), transferSyntaxUid)) {
            if (!(in.readDataset(-1, -1).getValue(PIXEL_DATA) instanceof Fragments fragments)) {
                throw new IOException("no encapsulated pixels");
            }
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            for (Object fragment : fragments.subList(1, fragments.size())) {
                frame.writeBytes((byte[]) fragment);
            }
            return frame.toByteArray();
        }
    }

    @Override
    public byte[] decompress(Path file, String transferSyntaxUid) throws IOException {
        NativeCodecs.load();
        return decompress(new Transcoder(file.toFile()), transferSyntaxUid);
    }

    @Override
    public byte[] decompress(byte[] file, String transferSyntaxUid) throws IOException {
        NativeCodecs.load();
        return decompress(new Transcoder(new ByteArrayInputStream(file)), transferSyntaxUid);
    }

    private static byte[] decompress(Transcoder opened, String transferSyntaxUid) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Transcoder transcoder = opened) {
            transcoder.setIncludeFileMetaInformation(false);
            transcoder.setDestinationTransferSyntax(transferSyntaxUid);
            transcoder.transcode((coder, dataset) -> out);
        }
        return out.toByteArray();
    }
}
