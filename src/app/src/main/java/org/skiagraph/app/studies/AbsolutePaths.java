package org.skiagraph.app.studies;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;

/** Takes the working directory out of a request. */
final class AbsolutePaths {
    private AbsolutePaths() {}

    static StudyRequest of(StudyRequest request) {
        return new StudyRequest(
                request.prompt(),
                name(request.model()),
                request.template().map(AbsolutePaths::name),
                request.sampling(),
                request.picture(),
                inputs(request.inputs()),
                request.labels(),
                request.storage(),
                request.runtime(),
                absolute(request.out()));
    }

    private static Inputs inputs(Inputs inputs) {
        Edit edit = inputs.edit();
        Adapters adapters = inputs.adapters();
        return new Inputs(
                inputs.conditions(),
                inputs.form(),
                new Edit(absolute(edit.image()), edit.strength(), absolute(edit.mask()), edit.box()),
                inputs.controls().stream()
                        .map(given -> new Control(given.name(), absolute(given.image()), given.conditioningScale()))
                        .toList(),
                new Adapters(
                        adapters.loras().stream()
                                .map(lora -> new Lora(absolute(lora.file()), lora.weight(), lora.role()))
                                .toList(),
                        adapters.embeddings().stream()
                                .map(given -> new Embedding(absolute(given.file()), given.token()))
                                .toList()),
                inputs.sources());
    }

    /** A name stays one; what is a file or directory becomes its path. */
    private static String name(String text) {
        try {
            boolean isPath = text.contains(File.separator) && Files.exists(Path.of(text));
            return isPath ? absolute(Path.of(text)).toString() : text;
        } catch (InvalidPathException e) {
            // No path, and no name either, as whoever looks for it will say.
            return text;
        }
    }

    private static Optional<Path> absolute(Optional<Path> path) {
        return path.map(AbsolutePaths::absolute);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
