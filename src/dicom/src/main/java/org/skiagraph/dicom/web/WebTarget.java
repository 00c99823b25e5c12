package org.skiagraph.dicom.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;

/**
 * A DICOMweb server to send to.
 *
 * @param uri its base, to which "/studies" is added, such as https://pacs.example/dicom-web
 * @param tls for https; empty for the JVM's trust and no certificate of our own
 */
public record WebTarget(URI uri, Authentication authentication, Optional<Tls> tls) {
    private static final String FORM = "Write https://host/path, such as https://pacs.example/dicom-web";

    /** @throws Rejected if it is no such address, or would send a secret in the clear */
    public WebTarget {
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if ((!plain && !"https".equalsIgnoreCase(uri.getScheme())) || uri.getHost() == null) {
            throw new Rejected("url", "it is no address of a web server", FORM);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Rejected("url", "it holds a user, a query or a fragment", FORM);
        }
        if (plain && tls.isPresent()) {
            throw new Rejected("url", "it is http, and TLS is configured", "Write https");
        }
        if (tls.isPresent() && !tls.get().checkHostName()) {
            throw new Rejected(
                    "tls",
                    "over https the host's name is always checked",
                    "Leave the check on, and call the host by its name");
        }
        if (plain && !(authentication instanceof Authentication.None) && !isLoopback(uri.getHost())) {
            throw new Rejected(
                    "url",
                    "a " + authentication + " secret would travel in the clear",
                    "Use https, or no authentication");
        }
    }

    /** Without anything secret. */
    @Override
    public String toString() {
        return uri.toString();
    }

    private static boolean isLoopback(String host) {
        return host.toLowerCase(Locale.ROOT).matches("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    }
}
