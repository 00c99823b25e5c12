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
    /**
     * The answer is the same for what is there and what is not, so that nobody can look around by it.
     *
     * @return the file with all links followed: a link that is changed after the check leads nowhere else
     */
    @Override
    public Path check(String where, Path file) {
        return roots.stream()
                .filter(root -> file.isAbsolute())
                .map(root -> beneath(root.toAbsolutePath().normalize(), file.normalize()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        where,
                        "lies in no directory that destinations of the API may use",
                        "Give the full path of one beneath the directories of the setting skiagraph.destination-path"));
    }

    private static Optional<Path> beneath(Path root, Path file) {
        Optional<Path> realRoot = real(root);
        return file.startsWith(root) && realRoot.isPresent()
                ? real(file).filter(real -> real.startsWith(realRoot.get()))
                : Optional.empty();
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
