package org.skiagraph.diffusion.bundle.internal.source;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.skiagraph.domain.Rejected;

/** Names of files inside a source: relative, plain, and different from each other on every file system. */
final class EntryNames {
    private static final int LONGEST = 1024;
    private static final int LONGEST_PART = 255;
    private static final int LONGEST_SHOWN = 80;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final String PACK = "Pack it again, with plain relative names";

    private final String source;
    /** What file systems without case hold equal, to the name that came first; directories end with a slash. */
    private final Map<String, String> seen = new HashMap<>();

    EntryNames(String source) {
        this.source = source;
    }

    /** Takes a file's name in, or refuses it. */
    void add(String name) {
        requireSafe(name);
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash + 1);
            String first = seen.putIfAbsent(key(directory), directory);
            if (first != null && !first.equals(directory)) {
                throw collision(directory, first);
            }
            requireNoOther(name.substring(0, slash), directory);
        }
        requireNoOther(name + "/", name);
        String first = seen.putIfAbsent(key(name), name);
        if (first != null) {
            throw collision(name, first);
        }
    }

    private void requireNoOther(String other, String name) {
        if (seen.containsKey(key(other))) {
            throw collision(name, seen.get(key(other)));
        }
    }

    private Rejected collision(String name, String first) {
        return new Rejected(
                source,
                name.equals(first)
                        ? "it holds " + shown(name) + " twice"
                        : shown(name) + " and " + shown(first) + " are one name on some file systems",
                "Rename one of them, or leave it out");
    }

    void requireSafe(String name) {
        boolean odd = name.isEmpty() || name.length() > LONGEST || name.indexOf('\\') >= 0;
        if (odd || name.chars().anyMatch(Character::isISOControl)) {
            throw new Rejected(source, "its entry " + shown(name) + " has no plain name", PACK);
        }
        if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
            throw new Rejected(source, "its entry " + shown(name) + " has an absolute name", PACK);
        }
        for (String part : List.of(name.split("/", -1))) {
            if (part.equals("..")) {
                throw new Rejected(source, "its entry " + shown(name) + " leads out of it", PACK);
            }
            if (part.isEmpty() || part.equals(".") || part.length() > LONGEST_PART) {
                throw new Rejected(source, "its entry " + shown(name) + " has no plain name", PACK);
            }
        }
    }

    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT);
    }

    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return "\"" + (plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN) + "...") + "\"";
    }
}
