package org.skiagraph.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiagraph.domain.Rejected;

/** Files may be named beneath these directories alone, wherever links lead. */
record AllowedDirectories(List<Path> roots) implements FileRule {
    /** The answer is the same for what is there and what is not, so that nobody can look around by it. */
    @Override
    public Path check(String where, Path file) {
        Path plain = file.normalize();
        boolean allowed = file.isAbsolute()
                && roots.stream().map(root -> root.toAbsolutePath().normalize()).anyMatch(root -> holds(root, plain));
        if (!allowed) {
            throw new Rejected(
                    where,
                    "lies in no directory that destinations of the API may use",
                    "Give the full path of one beneath the directories of the setting skiagraph.destination-path");
        }
        return plain;
    }

    private static boolean holds(Path root, Path file) {
        if (!file.startsWith(root)) {
            return false;
        }
        Optional<Path> real = real(file);
        return real.isPresent() && real(root).filter(real.get()::startsWith).isPresent();
    }

    /** With all links followed; the last parts need not be there. Empty where a link leads nowhere. */
    private static Optional<Path> real(Path file) {
        Path there = file;
        while (there != null && Files.notExists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (there == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    there.toRealPath().resolve(there.relativize(file)).normalize());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
