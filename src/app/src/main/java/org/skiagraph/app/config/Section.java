package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;

/**
 * The keys below one name, as skiagraph.destinations.NAME has them.
 *
 * @param prefix what stands before the keys, without the last dot
 * @param values by the rest of the key
 */
record Section(String prefix, Map<String, String> values) {
    /** The keys that {@link #tls} reads. */
    static final List<String> TLS =
            List.of("tls.enabled", "tls.certificate", "tls.key", "tls.trusted", "tls.check-host-name");

    private static final String INDEX = "\\[\\d+]$";

    /** Every name that stands behind a prefix, with what is said of it. */
    static Map<String, Section> all(SmallRyeConfig config, String prefix) {
        Map<String, Section> sections = new TreeMap<>();
        for (String key : config.getPropertyNames()) {
            if (key.startsWith(prefix)) {
                String rest = key.substring(prefix.length());
                int dot = rest.indexOf('.');
                String name = dot < 0 ? rest : rest.substring(0, dot);
                String value = config.getConfigValue(key).getValue();
                sections.computeIfAbsent(name, any -> new Section(prefix + name, new TreeMap<>()))
                        .values()
                        .put(dot < 0 ? "" : rest.substring(dot + 1), value == null ? "" : value);
            }
        }
        return sections;
    }

    /**
     * @param known keys, or with a dot at their end all that begin so
     * @param of what they are keys of, for the message
     */
    void requireKnown(List<String> known, String of) {
        for (String key : values.keySet()) {
            String plain = plain(key);
            if (known.stream().noneMatch(one -> one.equals(plain) || (one.endsWith(".") && plain.startsWith(one)))) {
                throw new Rejected(
                        where(key),
                        "is no key of " + of,
                        Suggestions.nearest(plain, known)
                                .map(near -> "Write '" + near + "'")
                                .orElse("The keys are " + String.join(", ", known)));
            }
        }
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(text -> !text.isBlank());
    }

    Optional<Path> path(String key) {
        return text(key).map(text -> new SettingValue(where(key), text).path());
    }

    String required(String key) {
        return text(key).orElseThrow(() -> new Rejected(where(key), "is missing", "Give it"));
    }

    boolean yes(String key, boolean usually) {
        return text(key)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new Rejected(where(key), "is '" + text + "'", "Write true or false");
                })
                .orElse(usually);
    }

    int whole(String key, int least, int most, int usually) {
        return text(key)
                .map(text -> new SettingValue(where(key), text).whole(least, most))
                .orElse(usually);
    }

    /** A list, or words with commas between. */
    List<String> list(String key) {
        return values.entrySet().stream()
                .filter(entry -> plain(entry.getKey()).equals(key))
                .flatMap(entry -> Stream.of(entry.getValue().split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** Values by what stands behind a key, which has quotes around it where it has a dot itself. */
    Map<String, String> map(String key) {
        Map<String, String> map = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(key + ".") && !value.isBlank()) {
                map.put(name.substring(key.length() + 1).replaceFirst("^\"(.*)\"$", "$1"), value.strip());
            }
        });
        return map;
    }

    Optional<Tls> tls() {
        if (!yes("tls.enabled", values.keySet().stream().anyMatch(key -> key.startsWith("tls.")))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Tls(
                    path("tls.certificate"),
                    path("tls.key"),
                    path("tls.trusted"),
                    Tls.PROTOCOLS,
                    yes("tls.check-host-name", true)));
        } catch (Rejected e) {
            throw new Rejected(where("tls"), e.what(), e.remedy(), e);
        }
    }

    /** As in a settings file. */
    String where(String key) {
        return prefix + (key.isEmpty() ? "" : "." + key);
    }

    private static String plain(String key) {
        return key.replaceFirst(INDEX, "");
    }
}
