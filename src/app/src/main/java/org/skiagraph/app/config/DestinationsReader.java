package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destinations;

/** Reads {@code skiagraph.destinations.NAME.KEY}. */
public final class DestinationsReader {
    static final String PREFIX = "skiagraph.destinations.";

    private DestinationsReader() {}

    /** @throws org.skiagraph.domain.Rejected naming the key that is wrong */
    public static Destinations read(SmallRyeConfig config, Settings settings) {
        List<Destination> destinations = new ArrayList<>();
        Section.all(config, PREFIX)
                .forEach((name, section) -> destinations.add(DestinationReader.read(name, section, settings)));
        return new Destinations(destinations);
    }
}
