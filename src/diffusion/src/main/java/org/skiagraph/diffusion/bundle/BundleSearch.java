package org.skiagraph.diffusion.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.diffusion.bundle.internal.BundleLoader;
import org.skiagraph.diffusion.bundle.internal.Digests;
import org.skiagraph.diffusion.bundle.internal.Manifest;
import org.skiagraph.domain.Rejected;

/** Bundles in a list of directories, each a directory of bundles. */
public final class BundleSearch implements Bundles {
    private final List<Path> directories;

    private BundleSearch(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** @param directories searched in this order; those that do not exist are passed over */
    public static Bundles on(List<Path> directories) {
        return new BundleSearch(directories);
    }

    @Override
    public List<Listing> list() {
        return directories.stream()
                .filter(Files::isDirectory)
                .flatMap(BundleSearch::children)
                .filter(BundleLoader::looksLikeOne)
                .map(child ->
                        new Listing(child.getFileName().toString(), child, Files.exists(child.resolve(Manifest.FILE))))
                .toList();
    }

    private static Stream<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory).filter(child -> !isUnfinished(child)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an import is at work on, or has left when it was killed. */
    private static boolean isUnfinished(Path directory) {
        return directory.getFileName().toString().startsWith(".");
    }

    @Override
    public ModelBundle load(String nameOrPath) {
        return new BundleLoader(find(nameOrPath)).load();
    }

    private Path find(String nameOrPath) {
        Optional<Path> named = list().stream()
                .filter(listing -> listing.name().equals(nameOrPath))
                .map(Listing::directory)
                .findFirst();
        return named.or(() -> asPath(nameOrPath)).orElseThrow(() -> missing(nameOrPath));
    }

    private static Optional<Path> asPath(String text) {
        try {
            Path path = Path.of(text);
            boolean isPath = !text.isBlank() && Files.isDirectory(path);
            return isPath ? Optional.of(path.toAbsolutePath().normalize()) : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private Rejected missing(String name) {
        List<String> known = list().stream().map(Listing::name).toList();
        return new Rejected(
                "model",
                "there is no bundle \"" + name + "\"",
                known.isEmpty()
                        ? "Put one into " + directories
                        : "Use one of " + known + ", or the path of a directory");
    }

    @Override
    public void verify(ModelBundle bundle) {
        Digests.verify(bundle.directory());
    }
}
