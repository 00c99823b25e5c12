package org.skiagraph.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Rejected;

/**
 * The keys under one name, as text.
 *
 * @param owner what the keys stand under, for messages, such as "skiagraph.destinations.pacs"
 * @param values by key, "tls.key" or "routes.tags[0]"
 */
record Keys(String owner, Map<String, String> values, FileRule files) {
    /** Keys that begin so have lists. */
    private static final String LISTS = "routes.";

    Keys {
        values = Map.copyOf(values);
    }

    /**
     * @param known keys, or with a dot at their end all that begin so
     * @throws Rejected if one is not known
     */
    void requireKnown(List<String> known) {
        for (String key : values.keySet()) {
            String plain = key.startsWith(LISTS) ? plain(key) : key;
            if (known.stream().noneMatch(one -> one.equals(plain) || (one.endsWith(".") && plain.startsWith(one)))) {
                throw new Rejected(
                        where(key),
                        "is no key that is known here",
                        Suggestions.nearest(plain, known)
                                .map(near -> "Write '" + near + "'")
                                .orElse("The keys are " + String.join(", ", known)));
            }
        }
    }

    /** Which of these is there; it has to be one. */
    String oneOf(List<String> kinds, String nothing, String mend) {
        List<String> given = kinds.stream().filter(key -> text(key).isPresent()).toList();
        if (given.size() != 1) {
            throw new Rejected(where(""), given.isEmpty() ? nothing : "has " + String.join(" and ", given), mend);
        }
        return given.get(0);
    }

    boolean hasAnyUnder(String prefix) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(text -> !text.isBlank());
    }

    String required(String key) {
        return text(key).orElseThrow(() -> new Rejected(where(key), "is missing", "Give it"));
    }

    Optional<SettingValue> value(String key) {
        return text(key).map(text -> new SettingValue(where(key), text));
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
        return value(key).map(value -> value.whole(least, most)).orElse(usually);
    }

    /** Of a list, or separated by commas. */
    List<String> list(String key) {
        return values.entrySet().stream()
                .filter(entry -> plain(entry.getKey()).equals(key))
                .sorted(Map.Entry.comparingByKey())
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

    Optional<Path> path(String key) {
        return value(key).map(value -> files.check(where(key), value.path()));
    }

    /** "host:port", or a port of loopback alone. */
    Optional<InetSocketAddress> address(String key) {
        return text(key).map(text -> {
            int colon = text.lastIndexOf(':');
            String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
            String port = text.substring(colon + 1);
            if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
                throw new Rejected(where(key), "'" + text + "' is no address", "Write host:port");
            }
            return new InetSocketAddress(host, Integer.parseInt(port));
        });
    }

    String where(String key) {
        return owner + (key.isEmpty() ? "" : "." + key);
    }

    private static String plain(String key) {
        return key.replaceFirst("\\[\\d+]$", "");
    }
}
