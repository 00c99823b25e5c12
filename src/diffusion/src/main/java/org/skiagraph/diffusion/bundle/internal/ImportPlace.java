package org.skiagraph.diffusion.bundle.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.skiagraph.diffusion.bundle.ImportRequest;
import org.skiagraph.domain.Rejected;

/** Where an imported bundle goes, and what it is called. */
final class ImportPlace {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final ImportRequest request;
    private final List<Path> modelPath;

    ImportPlace(ImportRequest request, List<Path> modelPath) {
        this.request = request;
        this.modelPath = modelPath;
        request.name().ifPresent(this::free);
    }

    /** The directory that was asked for, else the first of the model path that can be written. */
    Path parent() {
        return request.into()
                .or(() -> modelPath.stream()
                        .filter(Files::isDirectory)
                        .filter(Files::isWritable)
                        .findFirst())
                .orElseThrow(() -> new Rejected(
                        "into",
                        "no directory of the model path " + modelPath + " can be written",
                        "Give --into DIR, and add DIR to skiagraph.model-path"))
                .toAbsolutePath()
                .normalize();
    }

    /** @throws Rejected if there is such a bundle already, or no name can be made */
    String name(Optional<String> stated) {
        return free(request.name().or(() -> stated).orElseGet(this::sourceName));
    }

    private String sourceName() {
        Path last = request.source().toAbsolutePath().normalize().getFileName();
        return last == null ? "" : last.toString().replaceFirst("(?i)[.]zip$", "");
    }

    private String free(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Rejected(
                    "name",
                    "'" + name.replaceAll("\\p{Cntrl}", "?") + "' is no name for a bundle",
                    "Give --name of letters, digits, '.', '_' and '-', 64 at most");
        }
        for (Path directory : modelPath) {
            requireFree(directory.resolve(name));
        }
        requireFree(parent().resolve(name));
        return name;
    }

    private static void requireFree(Path place) {
        if (Files.exists(place, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            throw new Rejected(
                    "name", place + " exists already", "Give another --name, or remove that directory first");
        }
    }
}
