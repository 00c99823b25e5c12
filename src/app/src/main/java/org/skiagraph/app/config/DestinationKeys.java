package org.skiagraph.app.config;

import java.util.List;

/** What may be said of a destination. */
public final class DestinationKeys {
    private static final List<String> SECRET = List.of("token-file", "password-file", "tls.key");

    private DestinationKeys() {}

    /** Every key, "tls.key". */
    public static List<String> all() {
        return DestinationReader.KEYS;
    }

    /** The first parts of the keys, "tls". */
    public static List<String> firstParts() {
        return all().stream().map(key -> key.split("\\.")[0]).distinct().toList();
    }

    /** Whether a key names the file of a secret. */
    public static boolean isSecret(String key) {
        return SECRET.contains(key);
    }
}
