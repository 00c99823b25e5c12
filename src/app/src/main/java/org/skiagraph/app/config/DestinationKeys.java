package org.skiagraph.app.config;

import java.util.List;

/** What may be said of a destination over the API. */
public final class DestinationKeys {
    /** Opens a port, which is the settings' to say. */
    static final String LISTEN = "commitment.listen";

    private static final List<String> SECRET = List.of("token-file", "password-file", "tls.key");

    private DestinationKeys() {}

    /** Every key, "tls.key". */
    public static List<String> all() {
        return DestinationReader.KEYS.stream()
                .filter(key -> !key.equals(LISTEN))
                .toList();
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
