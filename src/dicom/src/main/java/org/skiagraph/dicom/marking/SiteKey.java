package org.skiagraph.dicom.marking;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.skiagraph.dicom.marking.internal.Ed25519;
import org.skiagraph.dicom.marking.internal.PemFile;
import org.skiagraph.domain.Rejected;

/** A site's private key (Ed25519, RFC 8032), which its files are signed with. */
public final class SiteKey {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final PrivateKey key;
    private final TrustedKey known;

    private SiteKey(PrivateKey key, PublicKey known) {
        this.key = key;
        this.known = TrustedKey.of(known);
    }

    /**
     * Reads it.
     *
     * @param file PKCS#8 in PEM, as `openssl genpkey -algorithm ed25519` writes it too
     * @throws Rejected if there is no such key in it
     */
    public static SiteKey read(Path file) {
        PrivateKey key = Ed25519.privateKey(file, PemFile.read(file, PRIVATE));
        return new SiteKey(key, Ed25519.publicKeyOf(file, key));
    }

    /**
     * Makes one that was never there before, and writes it for its owner's eyes alone; the public key goes beside it.
     *
     * @param file what must not exist yet
     * @param known the public key's file, likewise
     * @throws Rejected if one exists, or cannot be written
     */
    public static SiteKey create(Path file, Path known) {
        var pair = Ed25519.newPair();
        PemFile.writeSecret(file, PRIVATE, pair.getPrivate().getEncoded());
        try {
            PemFile.write(known, PUBLIC, pair.getPublic().getEncoded());
        } catch (RuntimeException e) {
            PemFile.delete(file, e);
            throw e;
        }
        return new SiteKey(pair.getPrivate(), pair.getPublic());
    }

    /** Its public half. */
    public TrustedKey known() {
        return known;
    }

    byte[] sign(byte[] message) {
        return Ed25519.sign(key, message);
    }
}
