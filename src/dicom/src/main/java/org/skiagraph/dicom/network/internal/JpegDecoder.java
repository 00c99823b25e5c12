package org.skiagraph.dicom.network.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.aoju.bus.image.nimble.codec.Transcoder;

/** JPEG-LS and JPEG 2000 to native pixels, by the toolkit's codecs, which need ImageIO. */
final class JpegDecoder {
    private JpegDecoder() {}

    /** False in the native executable, which has no ImageIO. */
    static boolean isAvailable() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") == null;
    }

    /** The data set without file meta information, in an uncompressed transfer syntax. */
    static byte[] decode(Path file, String targetSyntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Transcoder transcoder = new Transcoder(file.toFile())) {
            transcoder.setIncludeFileMetaInformation(false);
            transcoder.setDestinationTransferSyntax(targetSyntax);
            transcoder.transcode((coder, dataset) -> out);
        }
        return out.toByteArray();
    }
}
