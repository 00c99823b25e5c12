package org.skiagraph.app.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.Rejected;

/** What destinations and sources have in common: who is asked, who we are, and how it is encrypted. */
record TargetReader(Keys keys, Settings settings) {
    static final List<String> DIMSE = List.of("peer", "ae-title", "max-pdu-length");
    static final List<String> WEB = List.of("url", "token-file", "user", "password-file");
    static final List<String> TLS =
            List.of("tls.enabled", "tls.certificate", "tls.key", "tls.trusted", "tls.check-host-name");

    Peer peer() {
        return Destination.parse(keys.where("peer"), keys.required("peer"), callingTitle());
    }

    NetworkSettings network() {
        return new NetworkSettings(
                callingTitle(),
                settings.connectTimeout(),
                settings.responseTimeout(),
                settings.responseTimeout(),
                keys.whole("max-pdu-length", 4096, 1 << 20, NetworkSettings.DEFAULT.maxPduLength()));
    }

    private String callingTitle() {
        return keys.text("ae-title")
                .map(title -> Destination.title(keys.where("ae-title"), title))
                .orElse(settings.aeTitle());
    }

    WebTarget web() {
        Authentication authentication = authentication();
        Optional<Tls> tls = tls();
        try {
            return new WebTarget(new URI(keys.required("url")), authentication, tls);
        } catch (URISyntaxException e) {
            throw new Rejected(keys.where("url"), "is no address", "Write https://host/path", e);
        } catch (Rejected e) {
            throw new Rejected(keys.where(e.where()), e.what(), e.remedy(), e);
        }
    }

    private Authentication authentication() {
        try {
            if (keys.text("token-file").isPresent()) {
                return new Authentication.Bearer(secret("token-file"));
            }
            return keys.text("user").isPresent()
                    ? new Authentication.Basic(keys.required("user"), secret("password-file"))
                    : new Authentication.None();
        } catch (Rejected e) {
            throw e.where().startsWith(keys.owner()) ? e : new Rejected(keys.where(e.where()), e.what(), e.remedy(), e);
        }
    }

    /** A secret stands in a file of its own, so that settings can be shown and kept with others. */
    private String secret(String key) {
        keys.required(key);
        try {
            return Files.readString(keys.path(key).orElseThrow()).strip();
        } catch (IOException e) {
            throw new Rejected(keys.where(key), "cannot be read", "Give a text file that holds the secret alone", e);
        }
    }

    Optional<Tls> tls() {
        if (!keys.yes("tls.enabled", keys.hasAnyUnder("tls."))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tls(
                    keys.path("tls.certificate"),
                    keys.path("tls.key"),
                    keys.path("tls.trusted"),
                    Tls.PROTOCOLS,
                    keys.yes("tls.check-host-name", true)));
        } catch (Rejected e) {
            throw e.where().startsWith(keys.owner()) ? e : new Rejected(keys.where("tls"), e.what(), e.remedy(), e);
        }
    }
}
