package org.skiagraph.dicom.marking;

import java.nio.file.Path;
import java.security.PublicKey;
import org.skiagraph.dicom.marking.internal.Ed25519;
import org.skiagraph.dicom.marking.internal.PemFile;
import org.skiagraph.domain.Rejected;

/**
 * A site's public key, which its signatures are checked with.
 *
 * @param id first 16 hex digits of the SHA-256 of the key as X.509 encodes it
 */
public record TrustedKey(String id, PublicKey key) {
    static TrustedKey of(PublicKey key) {
        return new TrustedKey(Ed25519.id(key), key);
    }

    /**
     * Reads it.
     *
     * @param file X.509 SubjectPublicKeyInfo in PEM
     * @throws Rejected if there is no Ed25519 key in it
     */
    public static TrustedKey read(Path file) {
        return of(Ed25519.publicKey(file, PemFile.read(file, "PUBLIC KEY")));
    }

    /** @throws IllegalArgumentException if the bytes are no signature at all */
    public boolean isSigned(byte[] message, byte[] signature) {
        return Ed25519.isSigned(key, message, signature);
    }
}
