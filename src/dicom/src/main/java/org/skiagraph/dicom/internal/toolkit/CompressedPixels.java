package org.skiagraph.dicom.internal.toolkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * JPEG-LS and JPEG 2000. A service rather than a call, since its implementation needs ImageIO: the native executable is
 * built without services, so nothing of ImageIO is linked into it, and {@link #find} is empty there.
 */
public interface CompressedPixels {
    /** The codecs of this build, if it has any. */
    static Optional<CompressedPixels> find() {
        return ServiceLoader.load(CompressedPixels.class).findFirst();
    }

    /** Writes a native file's dataset, compressed, with file meta information before it. */
    void compress(byte[] nativeFile, String transferSyntaxUid, OutputStream out) throws IOException;

    /** A file's dataset without file meta information, in an uncompressed transfer syntax. */
    byte[] decompress(Path file, String transferSyntaxUid) throws IOException;
}
