package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.app.outbox.Misread;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * Every destination of a site: those under {@code skiagraph.destinations.NAME} in its settings, and those made over the API,
 * which every command reads as well. A name in the settings wins, since whoever writes them is the administrator.
 */
public final class SiteDestinations {
    static final String PREFIX = "skiagraph.destinations.";
    /** What a destination of the API may be called. */
    public static final String NAME = "[a-z0-9-]{1,64}";

    private static final String SAVED = "destinations.json";

    private final Map<String, Keys> configured;
    private final SavedDestinations saved;
    private final Settings settings;

    public SiteDestinations(SmallRyeConfig config, Settings settings) {
        this.configured = NamedKeys.under(PREFIX, config);
        this.saved = new SavedDestinations(settings.state().resolve(SAVED));
        this.settings = settings;
    }

    /** In the order of their names; those of the settings alone where the file of the others is in {@link #trouble}. */
    public List<DestinationEntry> all() {
        Map<String, DestinationEntry> entries = new TreeMap<>();
        saved().forEach((name, values) -> entries.put(name, entry(name, values)));
        configured.forEach((name, keys) -> entries.put(name, new DestinationEntry(name, true, keys, settings)));
        return List.copyOf(entries.values());
    }

    public Optional<DestinationEntry> find(String name) {
        return all().stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * One of the API that cannot be understood stops no other: whoever can change it mends it there.
     *
     * @throws Rejected naming the key that is wrong in the settings
     */
    public Destinations destinations() {
        List<Destination> understood = new ArrayList<>();
        List<Misread> misread = new ArrayList<>();
        for (DestinationEntry entry : all()) {
            try {
                understood.add(entry.destination());
            } catch (Rejected e) {
                if (entry.isConfigured()) {
                    throw e;
                }
                misread.add(entry.misread(e));
            }
        }
        return new Destinations(understood, misread);
    }

    /** Why none of those made over the API is known, where that is so. */
    public Optional<Failure> trouble() {
        try {
            saved.read();
            return Optional.empty();
        } catch (Rejected | Retryable e) {
            return Optional.of(e);
        }
    }

    private Map<String, Map<String, String>> saved() {
        try {
            return saved.read();
        } catch (Rejected | Retryable e) {
            // Told by trouble().
            return Map.of();
        }
    }

    /**
     * Makes a destination of the API, or changes one.
     *
     * @param values all of its keys, as in the settings: "tls.key", "routes.tags[0]"
     * @return the destination that it is
     * @throws Rejected if the name is none or the settings', a key is wrong, or there are too many
     * @throws Retryable if the file of them cannot be read or written
     */
    public Destination put(String name, Map<String, String> values) {
        requireOurs(name);
        if (!name.matches(NAME)) {
            throw new Rejected("name", "it is no name for a destination", "Use 1 to 64 of a-z, 0-9 and -");
        }
        Destination made = entry(name, values).destination();
        saved.change(all -> all.put(name, Map.copyOf(values)));
        return made;
    }

    /**
     * Forgets a destination of the API.
     *
     * @throws Rejected if it is the settings'
     */
    public void remove(String name) {
        requireOurs(name);
        saved.change(all -> all.remove(name));
    }

    private void requireOurs(String name) {
        if (configured.containsKey(name)) {
            throw new Rejected(
                    "name",
                    "the destination stands in the settings of this server",
                    "Change it there, or use another name");
        }
    }

    private DestinationEntry entry(String name, Map<String, String> values) {
        List<Path> allowed = settings.destinationPath();
        Keys keys = new Keys("destinations." + name, values, new AllowedDirectories(allowed));
        return new DestinationEntry(name, false, keys, settings);
    }
}
