package org.skiagraph.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.domain.Rejected;

/**
 * "[NAME=]FILE[:NUMBER]". A name has no slash, so that a file whose own name has an equals sign can be written with "./"
 * before it; what follows the last colon is a number, or part of the file's name.
 */
record FileArgument(Optional<String> name, Path file, double number) {
    private static final double USUAL = 1;

    static FileArgument parse(String option, String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0) {
            try {
                double number = Double.parseDouble(text.substring(colon + 1));
                return named(option, text.substring(0, colon), number);
            } catch (NumberFormatException e) {
                // A colon of the file's own.
            }
        }
        return named(option, text, USUAL);
    }

    /** Without a number at its end. */
    static FileArgument named(String option, String text) {
        return named(option, text, USUAL);
    }

    private static FileArgument named(String option, String text, double number) {
        int equals = text.indexOf('=');
        boolean hasName = equals > 0 && !text.substring(0, equals).contains("/");
        return new FileArgument(
                hasName ? Optional.of(text.substring(0, equals)) : Optional.empty(),
                path(option, hasName ? text.substring(equals + 1) : text),
                number);
    }

    static Path path(String option, String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            throw new Rejected(option, "'" + text + "' is no path", "Give a file", e);
        }
        throw new Rejected(option, "the file's name is empty", "Give a file");
    }
}
