package org.skiagraph.graph.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.domain.Rejected;

/** Weights that lie in files beside the graph: they must lie there, really, and be long enough. */
final class ExternalData {
    private final Path model;
    private final Set<Path> files = new LinkedHashSet<>();

    ExternalData(Path model) {
        this.model = model;
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    /** @param location TensorProto.external_data: location, offset, length */
    void check(String tensor, Map<String, String> location) {
        Path file = inside(location.getOrDefault("location", ""));
        long offset = number(tensor, location.getOrDefault("offset", "0"));
        long length = number(tensor, location.getOrDefault("length", "0"));
        try {
            long size = Files.size(file);
            if (offset > size || length > size - offset) {
                throw new Rejected(
                        file.toString(),
                        "it ends before the data of " + tensor + ": " + size + " bytes, but " + offset + " + " + length
                                + " are needed",
                        "Copy the file again, whole");
            }
        } catch (IOException e) {
            throw missing(file, e);
        }
        files.add(file);
    }

    private Path inside(String location) {
        try {
            Path directory = model.toAbsolutePath().getParent().normalize();
            Path named = Path.of(location);
            Path file = directory.resolve(named).normalize();
            if (location.isEmpty() || named.isAbsolute() || !file.startsWith(directory) || file.equals(directory)) {
                throw outside(location);
            }
            if (!Files.isRegularFile(file)) {
                throw missing(file, null);
            }
            if (!file.toRealPath().startsWith(directory.toRealPath())) {
                throw outside(location);
            }
            return file;
        } catch (InvalidPathException | IOException e) {
            throw outside(location);
        }
    }

    private Rejected outside(String location) {
        return new Rejected(
                model.toString(),
                "its external data \"" + location.replaceAll("\\p{Cntrl}", "?") + "\" lies outside its directory",
                "Use a model whose data files lie beside it");
    }

    private Rejected missing(Path file, IOException cause) {
        return new Rejected(
                file.toString(),
                "the external data of " + model + " is missing",
                "Copy this file beside the graph",
                cause);
    }

    private long number(String tensor, String text) {
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        throw new Rejected(
                model.toString(),
                "the external data of " + tensor + " has a wrong offset or length",
                "Export it again");
    }
}
