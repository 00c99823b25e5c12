package org.skiagraph.dicom.marking.internal;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.skiagraph.domain.Rejected;

/** Signatures after RFC 8032, by the Java platform. */
public final class Ed25519 {
    private static final String NAME = "Ed25519";
    private static final int ID_DIGITS = 16;

    private Ed25519() {}

    public static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance(NAME).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** @param encoded PKCS#8 */
    public static PrivateKey privateKey(Path file, byte[] encoded) {
        try {
            return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw noKey(file, e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** @param encoded X.509 */
    public static PublicKey publicKey(Path file, byte[] encoded) {
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw noKey(file, e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /**
     * The public half. The platform computes it only when it makes a pair, so it is given the private key's own bytes as the
     * random ones that a pair is made from.
     */
    public static PublicKey publicKeyOf(Path file, PrivateKey key) {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow(() -> noKey(file, null));
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(java.security.spec.NamedParameterSpec.ED25519, new Fixed(seed));
            KeyPair pair = generator.generateKeyPair();
            byte[] message = {1};
            if (!isSigned(pair.getPublic(), message, sign(key, message))) {
                throw new IllegalStateException("this Java makes pairs otherwise");
            }
            return pair.getPublic();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    public static String id(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    public static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** @throws IllegalArgumentException if the bytes are no signature at all */
    public static boolean isSigned(PublicKey key, byte[] message, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes);
        } catch (java.security.SignatureException e) {
            throw new IllegalArgumentException("no signature", e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static Rejected noKey(Path file, Exception cause) {
        return new Rejected(
                file.toString(), "it holds no Ed25519 key", "Make one with `skiagraph keys new FILE`", cause);
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every Java from 15 has Ed25519 and SHA-256", e);
    }

    /** Bytes that are known beforehand. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] known;

        Fixed(byte[] known) {
            this.known = known;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(known, 0, bytes, 0, bytes.length);
        }
    }
}
