package org.skiagraph.diffusion.adapter.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.skiagraph.domain.Retryable;

/** What a generation record says of a file. */
final class FileDigest {
    private FileDigest() {}

    /** "name:sha256:weight". */
    static String record(Path file, double weight) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return file.getFileName() + ":" + HexFormat.of().formatHex(digest.digest()) + ":" + weight;
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be read", "Look at its permissions", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
