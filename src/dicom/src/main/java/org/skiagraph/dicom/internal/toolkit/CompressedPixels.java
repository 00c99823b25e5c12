package org.skiagraph.dicom.internal.toolkit;

import java.io.IOException;
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

    /** Whether files of a transfer syntax (JPEG and its family) cannot be decoded by this build. */
    static boolean areMissingFor(String transferSyntaxUid) {
        return transferSyntaxUid.startsWith("1.2.840.10008.1.2.4.") && find().isEmpty();
    }

    /**
     * The frame of a native file, compressed without loss and of even length.
     */
    byte[] compress(byte[] nativeFile, String transferSyntaxUid) throws IOException;

    /** A file's dataset without file meta information, in an uncompressed transfer syntax. */
    byte[] decompress(Path file, String transferSyntaxUid) throws IOException;

    /** The same of a file in memory. */
    byte[] decompress(byte[] file, String transferSyntaxUid) throws IOException;
}
