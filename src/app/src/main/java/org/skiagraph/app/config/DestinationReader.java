package org.skiagraph.app.config;

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
import org.skiagraph.domain.Rejected;

/** Understands one destination's keys. */
record DestinationReader(Keys keys, TargetReader target) {
    static final List<String> KEYS = Stream.of(
                    List.of("accepts-synthetic", "routes.templates", "routes.models", "routes.tags"),
                    TargetReader.DIMSE,
                    List.of("associations", "commitment.enabled", "commitment.patience", "commitment.listen"),
                    TargetReader.WEB,
                    List.of("directory", "dicomdir"),
                    TargetReader.TLS)
            .flatMap(List::stream)
            .toList();

    private static final Duration PATIENCE = Duration.ofHours(1);

    static Destination read(String name, Keys keys, Settings settings) {
        keys.requireKnown(KEYS);
        return new DestinationReader(keys, new TargetReader(keys, settings)).read(name);
    }

    private Destination read(String name) {
        return new Destination(name, keys.owner(), keys.yes("accepts-synthetic", false), routing(), way());
    }

    /** The rules of one that is for synthetic objects, whatever else of it cannot be understood. */
    static Optional<Routing> rules(Keys keys, Settings settings) {
        try {
            return keys.yes("accepts-synthetic", false)
                    ? Optional.of(new DestinationReader(keys, new TargetReader(keys, settings)).routing())
                    : Optional.empty();
        } catch (Rejected e) {
            // Told with all the rest of it.
            return Optional.empty();
        }
    }

    private Target way() {
        String kind = keys.oneOf(
                List.of("peer", "url", "directory"),
                "says nowhere to send to",
                "Give one of peer (AET@host:port), url (STOW-RS) and directory");
        return switch (kind) {
            case "peer" -> dimse();
            case "url" -> new Web(target.web());
            default -> new Folder(keys.path("directory").orElseThrow().toAbsolutePath(), keys.yes("dicomdir", false));
        };
    }

    private Dimse dimse() {
        return new Dimse(
                target.peer(), target.network(), target.tls(), keys.whole("associations", 1, 16, 1), commitment());
    }

    private Optional<Commitment> commitment() {
        if (!keys.yes("commitment.enabled", keys.text("commitment.listen").isPresent())) {
            return Optional.empty();
        }
        Duration patience =
                keys.value("commitment.patience").map(SettingValue::duration).orElse(PATIENCE);
        return Optional.of(new Commitment(patience, keys.address("commitment.listen")));
    }

    private Routing routing() {
        return new Routing(keys.list("routes.templates"), keys.list("routes.models"), keys.list("routes.tags"));
    }
}
