package org.skiagraph.dicom.tls.internal;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why there is no encrypted connection, in words. The JDK tells most of it only in its messages.
 *
 * @param what a sentence without its full stop and without the peer's name
 * @param remedy what to do about it, likewise
 */
public record TlsTrouble(String what, String remedy) {
    static final String SILENT = "silent";
    static final String CLOSED = "closed";

    private static final String ALERT = "Received fatal alert: ";

    /** The trouble, if the failure is one of TLS. */
    public static Optional<TlsTrouble> in(Throwable failure, String host) {
        Optional<SSLException> ssl = cause(failure, SSLException.class);
        if (ssl.isEmpty()) {
            return Optional.empty();
        }
        Optional<TlsTrouble> certificate = inCertificate(failure, host);
        return certificate.isPresent() ? certificate : Optional.of(inHandshake(ssl.get()));
    }

    private static Optional<TlsTrouble> inCertificate(Throwable failure, String host) {
        if (cause(failure, CertificateExpiredException.class).isPresent()) {
            return trouble("its certificate has expired", "Have the peer's certificate renewed");
        }
        if (cause(failure, CertificateNotYetValidException.class).isPresent()) {
            return trouble("its certificate is not valid yet", "Check the clocks of both machines");
        }
        boolean noAnchor = cause(failure, CertPathValidatorException.class)
                .filter(e -> e.getReason() == PKIXReason.NO_TRUST_ANCHOR)
                .isPresent();
        if (noAnchor || cause(failure, CertPathBuilderException.class).isPresent()) {
            return trouble(
                    "its certificate comes from no authority that we trust",
                    "Put the certificate of the authority that issued it among the trusted ones");
        }
        return cause(failure, CertificateException.class).map(e -> inName(e, host));
    }

    private static TlsTrouble inName(CertificateException e, String host) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No subject alternative") || message.contains("No name matching")
                ? new TlsTrouble(
                        "its certificate is not for the host " + host,
                        "Call it by a name in its certificate, or have the certificate issued for this one")
                : new TlsTrouble("its certificate is not acceptable: " + message, "Have the certificate replaced");
    }

    private static TlsTrouble inHandshake(SSLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.equals(SILENT)) {
            return new TlsTrouble(
                    "takes the connection and does not answer the TLS handshake",
                    "Check that the peer speaks TLS there");
        }
        if (message.contains("nrecognized SSL message") || message.contains("Invalid SSL record")) {
            return new TlsTrouble("does not speak TLS", "Use its port for TLS, or send to it without TLS");
        }
        if (message.contains("protocol_version") || message.contains("selected protocol version")) {
            return new TlsTrouble(
                    "offers none of the TLS versions that are allowed", "Have TLS 1.2 or 1.3 enabled at the peer");
        }
        if (message.startsWith(ALERT)) {
            return inAlert(message.substring(ALERT.length()).strip());
        }
        if (message.equals(CLOSED) || message.contains("terminated the handshake")) {
            return new TlsTrouble(
                    "closes the connection during the TLS handshake: it may not speak TLS, or ask for a certificate",
                    "Check that the peer speaks TLS there, and what it asks for");
        }
        return new TlsTrouble("no TLS connection comes about: " + message, "Look into the peer's log");
    }

    /** What the peer says of us (RFC 8446 6.2). */
    private static TlsTrouble inAlert(String alert) {
        return switch (alert) {
            case "certificate_required", "bad_certificate", "handshake_failure" ->
                new TlsTrouble(
                        "refuses the TLS handshake (" + readable(alert)
                                + "): it may ask for a certificate that we do not have, or not know ours",
                        "Configure a certificate and key that the peer accepts");
            case "unknown_ca", "certificate_unknown", "access_denied" ->
                new TlsTrouble(
                        "does not accept our certificate (" + readable(alert) + ")",
                        "Have the authority that issued it made known to the peer");
            case "certificate_expired" ->
                new TlsTrouble("does not accept our certificate: it has expired", "Have our certificate renewed");
            default ->
                new TlsTrouble("refuses the TLS handshake (" + readable(alert) + ")", "Look into the peer's log");
        };
    }

    private static String readable(String alert) {
        return alert.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static Optional<TlsTrouble> trouble(String what, String remedy) {
        return Optional.of(new TlsTrouble(what, remedy));
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return Optional.of(type.cast(one));
            }
        }
        return Optional.empty();
    }
}
