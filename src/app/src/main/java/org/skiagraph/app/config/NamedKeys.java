package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.TreeMap;

/** Finds what is configured under PREFIX.NAME.KEY. */
final class NamedKeys {
    private NamedKeys() {}

    /** The keys of each name. */
    static Map<String, Keys> under(String prefix, SmallRyeConfig config) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(prefix)) {
                String rest = key.substring(prefix.length());
                int dot = rest.indexOf('.');
                String name = dot < 0 ? rest : rest.substring(0, dot);
                String value = config.getConfigValue(key).getValue();
                byName.computeIfAbsent(name, any -> new TreeMap<>())
                        .put(dot < 0 ? "" : rest.substring(dot + 1), value == null ? "" : value);
            }
        }
        Map<String, Keys> keys = new TreeMap<>();
        byName.forEach((name, values) -> keys.put(name, new Keys(prefix + name, values, FileRule.ANY)));
        return keys;
    }
}
