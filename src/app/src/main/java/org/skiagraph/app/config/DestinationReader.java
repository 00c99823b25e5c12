package org.skiagraph.app.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destination.Commitment;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.app.outbox.Destination.Folder;
import org.skiagraph.app.outbox.Destination.Target;
import org.skiagraph.app.outbox.Destination.Web;
import org.skiagraph.app.outbox.Routing;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.Rejected;

/** Understands one destination's keys. */
final class DestinationReader {
    private static final List<String> OWN_KEYS = List.of(
            "accepts-synthetic",
            "routes.templates",
            "routes.models",
            "routes.tags",
            "peer",
            "ae-title",
            "max-pdu-length",
            "associations",
            "commitment.enabled",
            "commitment.patience",
            "commitment.listen",
            "url",
            "token-file",
            "user",
            "password-file",
            "directory",
            "dicomdir");
    private static final List<String> KEYS =
            Stream.of(OWN_KEYS, Section.TLS).flatMap(List::stream).toList();
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Section section;
    private final Settings settings;

    private DestinationReader(Section section, Settings settings) {
        this.section = section;
        this.settings = settings;
    }

    static Destination read(String name, Section section, Settings settings) {
        DestinationReader reader = new DestinationReader(section, settings);
        section.requireKnown(KEYS, "a destination");
        return new Destination(name, section.yes("accepts-synthetic", false), reader.routing(), reader.target());
    }

    private Target target() {
        List<String> kinds = Stream.of("peer", "url", "directory")
                .filter(key -> section.text(key).isPresent())
                .toList();
        if (kinds.size() != 1) {
            throw new Rejected(
                    section.where(""),
                    kinds.isEmpty() ? "says nowhere to send to" : "has " + String.join(" and ", kinds),
                    "Give one of peer (AET@host:port), url (STOW-RS) and directory");
        }
        return switch (kinds.get(0)) {
            case "peer" -> dimse();
            case "url" -> web();
            default ->
                new Folder(section.path("directory").orElseThrow().toAbsolutePath(), section.yes("dicomdir", false));
        };
    }

    private Dimse dimse() {
        String calling = section.text("ae-title")
                .map(title -> org.skiagraph.app.studies.Destination.title(section.where("ae-title"), title))
                .orElse(settings.aeTitle());
        NetworkSettings network = new NetworkSettings(
                calling,
                settings.connectTimeout(),
                settings.responseTimeout(),
                settings.responseTimeout(),
                section.whole("max-pdu-length", 4096, 1 << 20, NetworkSettings.DEFAULT.maxPduLength()));
        return new Dimse(
                org.skiagraph.app.studies.Destination.parse(section.where("peer"), section.required("peer"), calling),
                network,
                section.tls(),
                section.whole("associations", 1, 16, 1),
                commitment());
    }

    private Optional<Commitment> commitment() {
        if (!section.yes("commitment.enabled", section.text("commitment.listen").isPresent())) {
            return Optional.empty();
        }
        Duration patience = section.text("commitment.patience")
                .map(text -> new SettingValue(section.where("commitment.patience"), text).duration())
                .orElse(PATIENCE);
        return Optional.of(
                new Commitment(patience, section.text("commitment.listen").map(this::address)));
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new Rejected(section.where("commitment.listen"), "'" + text + "' is no address", "Write host:port");
        }
        return new InetSocketAddress(host, Integer.parseInt(port));
    }

    private Web web() {
        Authentication authentication = authentication();
        Optional<Tls> tls = section.tls();
        try {
            return new Web(new WebTarget(new URI(section.required("url")), authentication, tls));
        } catch (URISyntaxException e) {
            throw new Rejected(section.where("url"), "is no address", "Write https://host/path", e);
        } catch (Rejected e) {
            throw new Rejected(section.where(e.where()), e.what(), e.remedy(), e);
        }
    }

    private Authentication authentication() {
        if (section.text("token-file").isPresent()) {
            return new Authentication.Bearer(secret("token-file"));
        }
        return section.text("user").isPresent()
                ? new Authentication.Basic(section.required("user"), secret("password-file"))
                : new Authentication.None();
    }

    /** A secret stands in a file of its own, so that settings can be shown and kept with others. */
    private String secret(String key) {
        section.required(key);
        Path file = section.path(key).orElseThrow();
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Rejected(section.where(key), "cannot be read", "Give a text file that holds the secret alone", e);
        }
    }

    private Routing routing() {
        return new Routing(
                section.list("routes.templates"), section.list("routes.models"), section.list("routes.tags"));
    }
}
