package org.skiagraph.dicom.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiagraph.domain.Rejected;

/**
 * How a connection is encrypted, and who has to prove who he is. The files are PEM, read anew for every connection, so
 * that a renewed certificate needs no restart.
 *
 * @param certificateChain our own certificate first, then those that lead to its root; for a peer that asks for one
 * @param privateKey its key, PKCS #8 without a password ("BEGIN PRIVATE KEY")
 * @param trusted the certificates of the authorities that we trust; empty for the JVM's
 * @param protocols of {@link #PROTOCOLS}
 * @param checkHostName whether the peer's certificate must be for the host that we call; only to be given up where the
 *     peers' certificates name no host and {@code trusted} names them themselves
 */
public record Tls(
        Optional<Path> certificateChain,
        Optional<Path> privateKey,
        Optional<Path> trusted,
        List<String> protocols,
        boolean checkHostName) {
    /** All that are safe (RFC 8996 forbids the older ones). */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** @throws Rejected if there is a certificate without its key or the other way round, or another protocol */
    public Tls {
        protocols = List.copyOf(protocols);
        if (certificateChain.isPresent() != privateKey.isPresent()) {
            throw new Rejected(
                    "tls",
                    certificateChain.isPresent() ? "a certificate without its key" : "a key without its certificate",
                    "Give both, or neither");
        }
        if (protocols.isEmpty() || !PROTOCOLS.containsAll(protocols)) {
            throw new Rejected("tls", "protocols " + protocols + " are not safe", "Use TLSv1.2 and TLSv1.3");
        }
    }

    /** TLS 1.2 and 1.3, with the host's name checked. */
    public static Tls of(Optional<Path> certificateChain, Optional<Path> privateKey, Optional<Path> trusted) {
        return new Tls(certificateChain, privateKey, trusted, PROTOCOLS, true);
    }
}
