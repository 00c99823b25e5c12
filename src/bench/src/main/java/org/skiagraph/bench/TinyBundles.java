package org.skiagraph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tests' tiny bundles, and those of our own that lie over one of them. */
final class TinyBundles implements AutoCloseable {
    private final Path reference;
    private final Path own;
    private final Path copies;

    TinyBundles(Path root) throws IOException {
        this.reference = root.resolve("src/diffusion/src/test/reference");
        this.own = root.resolve("src/diffusion/src/test/resources/own");
        this.copies = Files.createTempDirectory("families");
    }

    List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path system : children(reference)) {
            Path bundle = system.resolve("bundle");
            if (Files.isDirectory(bundle.resolve("unet"))) {
                all.add(bundle);
            }
        }
        for (Path system : children(own)) {
            Path bundle = copies.resolve(system.getFileName().toString());
            copy(system, bundle);
            Path over = system.resolve("over.txt");
            if (Files.exists(over)) {
                copy(reference.resolve(Files.readString(over).strip()).resolve("bundle"), bundle);
            }
            all.add(bundle);
        }
        return all;
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** What is there already stays. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(copies)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
