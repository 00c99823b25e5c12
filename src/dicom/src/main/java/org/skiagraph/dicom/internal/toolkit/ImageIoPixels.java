package org.skiagraph.dicom.internal.toolkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.aoju.bus.image.nimble.codec.Transcoder;

/** The toolkit's codecs behind ImageIO. */
public final class ImageIoPixels implements CompressedPixels {
    @Override
    public void compress(byte[] nativeFile, String transferSyntaxUid, OutputStream out) throws IOException {
        NativeCodecs.load();
        try (Transcoder transcoder = new Transcoder(new ByteArrayInputStream(nativeFile))) {
            // The toolkit's own file meta information would name another implementation.
            transcoder.setIncludeFileMetaInformation(false);
            transcoder.setDestinationTransferSyntax(transferSyntaxUid);
            transcoder.transcode((coder, dataset) -> {
                Part10.writeMeta(dataset.createFileMetaInformation(transferSyntaxUid), out);
                return out;
            });
        }
    }

    @Override
    public byte[] decompress(Path file, String transferSyntaxUid) throws IOException {
        NativeCodecs.load();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Transcoder transcoder = new Transcoder(file.toFile())) {
            transcoder.setIncludeFileMetaInformation(false);
            transcoder.setDestinationTransferSyntax(transferSyntaxUid);
            transcoder.transcode((coder, dataset) -> out);
        }
        return out.toByteArray();
    }
}
