package org.skiagraph.app.config;

import java.util.Map;
import java.util.TreeMap;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Misread;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;

/** A destination as it was written, which need not be understood. */
public final class DestinationEntry {
    private final String name;
    private final boolean configured;
    private final Keys keys;
    private final Settings settings;

    DestinationEntry(String name, boolean configured, Keys keys, Settings settings) {
        this.name = name;
        this.configured = configured;
        this.keys = keys;
        this.settings = settings;
    }

    public String name() {
        return name;
    }

    /** Whether it stands in the settings, and not only in what was made over the API. */
    public boolean isConfigured() {
        return configured;
    }

    /** By key, in the order of the keys. Some name the files of secrets: see {@link DestinationKeys#isSecret}. */
    public Map<String, String> values() {
        return new TreeMap<>(keys.values());
    }

    /** @throws org.skiagraph.domain.Rejected naming the key that is wrong */
    public Destination destination() {
        if (!configured && keys.text(DestinationKeys.LISTEN).isPresent()) {
            throw new Rejected(
                    keys.where(DestinationKeys.LISTEN),
                    "opens a port of this machine, and destinations of the API may not",
                    "Leave it out, or write the destination into skiagraph.yaml");
        }
        return DestinationReader.read(name, keys, settings);
    }

    /** What is left of one that cannot be understood. */
    Misread misread(Failure failure) {
        return Misread.of(name, DestinationReader.rules(keys, settings), failure);
    }
}
