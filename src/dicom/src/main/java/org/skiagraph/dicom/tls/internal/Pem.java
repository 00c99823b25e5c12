package org.skiagraph.dicom.tls.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.skiagraph.domain.Rejected;

/** PEM files (RFC 7468). What is wrong with one is told without a line of it. */
final class Pem {
    private static final long LARGEST = 4 << 20;
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "(?s)-----BEGIN (ENCRYPTED |RSA |EC |DSA )?PRIVATE KEY-----(.*?)-----END (?:ENCRYPTED |RSA |EC |DSA )?PRIVATE KEY-----");
    private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS"};

    private Pem() {}

    /** One certificate or more. */
    static X509Certificate[] certificates(Path file) {
        String text = text(file);
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw new Rejected(
                    file.toString(), "it holds no certificate", "Give a PEM file with BEGIN CERTIFICATE in it");
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toArray(X509Certificate[]::new);
        } catch (CertificateException e) {
            throw new Rejected(
                    file.toString(),
                    "a certificate in it cannot be read",
                    "Check it with `openssl x509 -noout -text -in FILE`",
                    e);
        }
    }

    /** The key. */
    static PrivateKey privateKey(Path file) {
        Matcher matcher = PRIVATE_KEY.matcher(text(file));
        if (!matcher.find()) {
            throw new Rejected(
                    file.toString(), "it holds no private key", "Give a PEM file with BEGIN PRIVATE KEY in it");
        }
        if ("ENCRYPTED ".equals(matcher.group(1)) || matcher.group(2).contains("ENCRYPTED")) {
            throw new Rejected(
                    file.toString(),
                    "its key is encrypted with a password",
                    "Take the password off with `openssl pkey -in FILE -out PLAIN`, and let only this program read PLAIN");
        }
        if (matcher.group(1) != null) {
            throw new Rejected(
                    file.toString(), "its key is not in PKCS #8", "Convert it with `openssl pkey -in FILE -out OTHER`");
        }
        return key(file, matcher.group(2));
    }

    private static PrivateKey key(Path file, String base64) {
        return decoded(base64)
                .flatMap(bytes -> Stream.of(ALGORITHMS)
                        .flatMap(algorithm -> key(algorithm, bytes).stream())
                        .findFirst())
                .orElseThrow(() -> new Rejected(
                        file.toString(),
                        "its key is damaged, or of a kind that this Java does not know",
                        "Use a key for RSA, EC or Ed25519"));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The key, if it is of this kind: its encoding says of which, but only to those that are of it. */
    private static Optional<PrivateKey> key(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException ofAnotherKind) {
            return Optional.empty();
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Rejected(file.toString(), "it is larger than " + LARGEST + " bytes", "Give a PEM file");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new Rejected(file.toString(), "it cannot be read", "Check the path and its permissions", e);
        }
    }
}
