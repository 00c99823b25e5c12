package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destinations;

/** Reads {@code skiagraph.destinations.NAME.KEY}. */
public final class DestinationsReader {
    static final String PREFIX = "skiagraph.destinations.";

    private DestinationsReader() {}

    /** @throws org.skiagraph.domain.Rejected naming the key that is wrong */
    public static Destinations read(SmallRyeConfig config, Settings settings) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                String rest = key.substring(PREFIX.length());
                int dot = rest.indexOf('.');
                String name = dot < 0 ? rest : rest.substring(0, dot);
                String value = config.getConfigValue(key).getValue();
                byName.computeIfAbsent(name, any -> new TreeMap<>())
                        .put(dot < 0 ? "" : rest.substring(dot + 1), value == null ? "" : value);
            }
        }
        List<Destination> destinations = new ArrayList<>();
        byName.forEach((name, values) -> destinations.add(DestinationReader.read(name, values, settings)));
        return new Destinations(destinations);
    }
}
