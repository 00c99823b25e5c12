package org.skiagraph.diffusion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.ModelBundle;

/** What lies in the repository: the default bundle and the tiny reference bundles. */
public final class Shipped {
    private static final Path ROOT = Path.of(System.getProperty("skiagraph.root"));

    private Shipped() {}

    public static Path reference(String system) {
        return ROOT.resolve("src/diffusion/src/test/reference").resolve(system).resolve("bundle");
    }

    /** What we made ourselves for systems without reference numbers. */
    public static Path own() {
        return ROOT.resolve("src/diffusion/src/test/resources/own");
    }

    /** A copy of one of those bundles, over the reference bundle that it names. */
    public static Path own(String family, Path to) {
        Path from = own().resolve(family);
        Path bundle = copy(from, to.resolve(family));
        try {
            Path over = from.resolve("over.txt");
            return Files.exists(over) ? copy(reference(Files.readString(over).strip()), bundle) : bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path onnx() {
        return ROOT.resolve("onnx");
    }

    public static ModelBundle load(Path directory) {
        return BundleSearch.on(List.of(onnx())).load(directory.toString());
    }

    public static ModelBundle chest() {
        return BundleSearch.on(List.of(onnx())).load("chest-radiograph");
    }

    /** A copy that may be damaged. */
    public static Path copy(String system, Path to) {
        return copy(reference(system), to.resolve(system));
    }

    /** The same of any directory, into one that may be there already. */
    public static Path copy(Path from, Path bundle) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = bundle.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
            return bundle;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
