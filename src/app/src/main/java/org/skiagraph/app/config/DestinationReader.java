package org.skiagraph.app.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destination.Commitment;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.app.outbox.Destination.Folder;
import org.skiagraph.app.outbox.Destination.Target;
import org.skiagraph.app.outbox.Destination.Web;
import org.skiagraph.app.outbox.Routing;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.Rejected;

/** Understands one destination's keys. */
final class DestinationReader {
    private static final List<String> KEYS = List.of(
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
            "dicomdir",
            "tls.enabled",
            "tls.certificate",
            "tls.key",
            "tls.trusted",
            "tls.check-host-name");
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final String name;
    private final Map<String, String> values;
    private final Settings settings;

    private DestinationReader(String name, Map<String, String> values, Settings settings) {
        this.name = name;
        this.values = values;
        this.settings = settings;
    }

    static Destination read(String name, Map<String, String> values, Settings settings) {
        DestinationReader reader = new DestinationReader(name, values, settings);
        values.keySet().forEach(reader::requireKnown);
        return new Destination(name, reader.yes("accepts-synthetic", false), reader.routing(), reader.target());
    }

    private void requireKnown(String key) {
        String plain = key.replaceFirst("\\[\\d+]$", "");
        if (!KEYS.contains(plain)) {
            throw new Rejected(
                    where(key),
                    "is no key of a destination",
                    Suggestions.nearest(plain, KEYS)
                            .map(near -> "Write '" + near + "'")
                            .orElse("The keys are " + String.join(", ", KEYS)));
        }
    }

    private Target target() {
        List<String> kinds = Stream.of("peer", "url", "directory")
                .filter(key -> text(key).isPresent())
                .toList();
        if (kinds.size() != 1) {
            throw new Rejected(
                    where(""),
                    kinds.isEmpty() ? "says nowhere to send to" : "has " + String.join(" and ", kinds),
                    "Give one of peer (AET@host:port), url (STOW-RS) and directory");
        }
        return switch (kinds.get(0)) {
            case "peer" -> dimse();
            case "url" -> web();
            default -> new Folder(Path.of(required("directory")).toAbsolutePath(), yes("dicomdir", false));
        };
    }

    private Dimse dimse() {
        String calling = text("ae-title")
                .map(title -> org.skiagraph.app.studies.Destination.title(where("ae-title"), title))
                .orElse(settings.aeTitle());
        NetworkSettings network = new NetworkSettings(
                calling,
                settings.connectTimeout(),
                settings.responseTimeout(),
                settings.responseTimeout(),
                whole("max-pdu-length", 4096, 1 << 20, NetworkSettings.DEFAULT.maxPduLength()));
        return new Dimse(
                org.skiagraph.app.studies.Destination.parse(where("peer"), required("peer"), calling),
                network,
                tls(),
                whole("associations", 1, 16, 1),
                commitment());
    }

    private Optional<Commitment> commitment() {
        if (!yes("commitment.enabled", text("commitment.listen").isPresent())) {
            return Optional.empty();
        }
        Duration patience = text("commitment.patience")
                .map(text -> new SettingValue(where("commitment.patience"), text).duration())
                .orElse(PATIENCE);
        return Optional.of(new Commitment(patience, text("commitment.listen").map(this::address)));
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new Rejected(where("commitment.listen"), "'" + text + "' is no address", "Write host:port");
        }
        return new InetSocketAddress(host, Integer.parseInt(port));
    }

    private Web web() {
        Authentication authentication = authentication();
        Optional<Tls> tls = tls();
        try {
            return new Web(new WebTarget(new URI(required("url")), authentication, tls));
        } catch (URISyntaxException e) {
            throw new Rejected(where("url"), "is no address", "Write https://host/path", e);
        } catch (Rejected e) {
            throw new Rejected(where(e.where()), e.what(), e.remedy(), e);
        }
    }

    private Authentication authentication() {
        if (text("token-file").isPresent()) {
            return new Authentication.Bearer(secret("token-file"));
        }
        return text("user").isPresent()
                ? new Authentication.Basic(required("user"), secret("password-file"))
                : new Authentication.None();
    }

    /** A secret stands in a file of its own, so that settings can be shown and kept with others. */
    private String secret(String key) {
        try {
            return Files.readString(Path.of(required(key))).strip();
        } catch (IOException e) {
            throw new Rejected(where(key), "cannot be read", "Give a text file that holds the secret alone", e);
        }
    }

    private Optional<Tls> tls() {
        if (!yes("tls.enabled", values.keySet().stream().anyMatch(key -> key.startsWith("tls.")))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tls(
                    text("tls.certificate").map(Path::of),
                    text("tls.key").map(Path::of),
                    text("tls.trusted").map(Path::of),
                    Tls.PROTOCOLS,
                    yes("tls.check-host-name", true)));
        } catch (Rejected e) {
            throw new Rejected(where("tls"), e.what(), e.remedy(), e);
        }
    }

    private Routing routing() {
        return new Routing(list("routes.templates"), list("routes.models"), list("routes.tags"));
    }

    private List<String> list(String key) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().replaceFirst("\\[\\d+]$", "").equals(key))
                .flatMap(entry -> Stream.of(entry.getValue().split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(text -> !text.isBlank());
    }

    private String required(String key) {
        return text(key).orElseThrow(() -> new Rejected(where(key), "is missing", "Give it"));
    }

    private boolean yes(String key, boolean usually) {
        return text(key)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new Rejected(where(key), "is '" + text + "'", "Write true or false");
                })
                .orElse(usually);
    }

    private int whole(String key, int least, int most, int usually) {
        return text(key)
                .map(text -> new SettingValue(where(key), text).whole(least, most))
                .orElse(usually);
    }

    private String where(String key) {
        return DestinationsReader.PREFIX + name + (key.isEmpty() ? "" : "." + key);
    }
}
