package org.skiagraph.app.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.domain.Rejected;

/**
 * A value that has still to be understood.
 *
 * @param where key and source, for the message
 */
record SettingValue(String where, String value) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMGT]?)B?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s|m)");

    private static final Pattern UID_ROOT = Pattern.compile("[0-2](\\.(0|[1-9]\\d*))+");
    private static final int LONGEST_ROOT = 24;

    String text() {
        if (value.isBlank()) {
            throw new Rejected(where, "is empty", "Give it a value, or leave the key out");
        }
        return value.strip();
    }

    Path path() {
        try {
            return Path.of(text());
        } catch (InvalidPathException e) {
            throw new Rejected(where, "is no path", "Give a file or directory", e);
        }
    }

    int whole(int low, int high) {
        try {
            int number = Integer.parseInt(text());
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other value that does not fit.
        }
        throw new Rejected(where, "is '" + value + "'", "Give a whole number from " + low + " to " + high);
    }

    int either(int one, int other) {
        int number = whole(one, other);
        if (number != one && number != other) {
            throw new Rejected(where, "is '" + value + "'", "Give " + one + " or " + other);
        }
        return number;
    }

    /** Digits and points (PS3.5 9.1), with room for what we put behind it. */
    Optional<String> uidRoot() {
        if (value.isBlank()) {
            return Optional.empty();
        }
        if (!UID_ROOT.matcher(text()).matches() || text().length() > LONGEST_ROOT) {
            throw new Rejected(
                    where, "'" + value + "' is no UID root", "Give one such as 1.2.840.99999, or leave it empty");
        }
        return Optional.of(text());
    }

    /** "512M", "2G": powers of 1024. */
    long bytes() {
        Matcher matcher = SIZE.matcher(text().toUpperCase(Locale.ROOT));
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new Rejected(where, "is '" + value + "'", "Give a size such as 512M or 2G");
        }
        int power = "KMGT".indexOf(matcher.group(2)) + 1;
        return Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : 10 * power);
    }

    Duration duration() {
        Matcher matcher = DURATION.matcher(text());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new Rejected(where, "is '" + value + "'", "Give a duration such as 500ms, 10s or 2m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
