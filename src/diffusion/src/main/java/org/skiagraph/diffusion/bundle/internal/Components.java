package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.GraphSummary;

/** A bundle's graphs: where they are, what their files say of themselves, and the configs beside them. */
final class Components {
    private static final List<String> ROLES =
            List.of("text_encoder", "text_encoder_2", "unet", "vae_decoder", "vae_encoder");
    private static final List<String> NEEDED = List.of("text_encoder", "unet", "vae_decoder");

    private final Path directory;
    private final Map<String, Path> models = new LinkedHashMap<>();
    private final Map<String, GraphSummary> summaries = new LinkedHashMap<>();

    private Components(Path directory) {
        this.directory = directory;
    }

    static Components find(Path directory, Manifest manifest) {
        Components components = new Components(directory);
        for (String role : ROLES) {
            Path model = components.inside(manifest.text("components." + role).orElse(role + "/model.onnx"));
            if (Files.exists(model)) {
                components.models.put(role, model);
                components.summaries.put(role, GraphFile.inspect(model));
            } else if (NEEDED.contains(role)) {
                throw new Rejected(model.toString(), "the graph " + role + " is missing", "Export it into this place");
            }
        }
        return components;
    }

    Map<String, Path> models() {
        return models;
    }

    GraphSummary summary(String role) {
        return summaries.get(role);
    }

    boolean has(String role) {
        return models.containsKey(role);
    }

    /** config.json beside a graph; a missing node where there is none. */
    JsonNode config(String role) {
        return has(role)
                ? Documents.jsonIfPresent(models.get(role).resolveSibling("config.json"))
                : Documents.jsonIfPresent(directory.resolve(role).resolve("config.json"));
    }

    /** A path of the bundle, which must not lead out of it, not even by a link. */
    Path inside(String relative) {
        Path path = directory.resolve(relative).normalize();
        boolean out = !path.startsWith(directory) || Path.of(relative).isAbsolute();
        try {
            if (!out && Files.exists(path)) {
                out = !path.toRealPath().startsWith(directory.toRealPath());
            }
        } catch (IOException e) {
            out = true;
        }
        if (out) {
            throw new Rejected(
                    directory.resolve(Manifest.FILE).toString(),
                    "\"" + relative + "\" leads out of the bundle",
                    "Name files inside the bundle's directory");
        }
        return path;
    }
}
