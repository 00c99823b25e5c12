package org.skiagraph.app.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import org.skiagraph.app.files.Digests;
import org.skiagraph.domain.Rejected;

/** A bearer token (RFC 6750), of which only the digest is kept. */
public final class Token {
    private static final String FIELD = "token-file";
    private static final int SHORTEST = 16;
    private static final int MOST_BYTES = 4096;
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    private Token(byte[] digest) {
        this.digest = digest;
    }

    /**
     * The file's text, spaces and line ends around it aside.
     *
     * @throws Rejected if it cannot be read, others can read it, or it is too short to be a secret
     */
    public static Token read(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new Rejected(FIELD, file + " can be read by everybody on this machine", "Run chmod 600 on it");
            }
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MOST_BYTES);
            }
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (text.length() < SHORTEST || !text.matches("[\\x21-\\x7e]+")) {
                throw new Rejected(
                        FIELD,
                        file + " holds no token",
                        "Write " + SHORTEST
                                + " or more letters and digits into it, such as openssl rand -hex 32 gives");
            }
            return new Token(Digests.sha256(text));
        } catch (IOException e) {
            throw new Rejected(FIELD, file + " cannot be read", "Give a file that you may read", e);
        }
    }

    /** @param authorization the header's value, or null; the time that this takes does not depend on the token */
    boolean isShownBy(String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest,
                        Digests.sha256(authorization.substring(SCHEME.length()).strip()));
    }
}
