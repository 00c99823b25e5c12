package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.GraphSummary;

/** A bundle's graphs: where they are, what their files say of themselves, and the configs beside them. */
final class Components {
    private static final List<String> NEEDED = List.of("unet", "vae_decoder");
    private static final int MOST = 64;
    /** Kandinsky's autoencoder is exported under another name. */
    private static final Map<String, String> ALSO =
            Map.of("vae_decoder", "movq_decoder", "vae_encoder", "movq_encoder");

    private final Path directory;
    private final Map<String, Path> models = new LinkedHashMap<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final Map<String, GraphSummary> summaries = new LinkedHashMap<>();

    private Components(Path directory) {
        this.directory = directory;
    }

    static Components find(Path directory, Manifest manifest) {
        Components components = new Components(directory);
        for (String role : components.roles(manifest)) {
            String place = components.renamed.getOrDefault(role, role) + "/model.onnx";
            Path model = components.inside(manifest.text("components." + role).orElse(place));
            if (!Files.exists(model)) {
                throw new Rejected(model.toString(), "the graph " + role + " is missing", "Export it into this place");
            }
            components.models.put(role, model);
            components.summaries.put(role, GraphFile.inspect(model));
        }
        return components;
    }

    /** Every directory with a graph in it, whatever the manifest names beside them, and what no bundle can do without. */
    private Set<String> roles(Manifest manifest) {
        Set<String> roles = new TreeSet<>();
        manifest.at("components").fieldNames().forEachRemaining(roles::add);
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> Files.exists(entry.resolve("model.onnx")))
                    .map(entry -> entry.getFileName().toString())
                    .forEach(roles::add);
        } catch (IOException e) {
            throw new Rejected(directory.toString(), "it cannot be read", "Look at its permissions", e);
        }
        ALSO.forEach((role, other) -> {
            if (!roles.contains(role) && roles.remove(other)) {
                renamed.put(role, other);
                roles.add(role);
            }
        });
        roles.addAll(NEEDED);
        if (roles.size() > MOST) {
            throw new Rejected(directory.toString(), "it has " + roles.size() + " graphs", "Keep at most " + MOST);
        }
        return roles;
    }

    /** What plays which part in one network. */
    NetworkSignature signature(String role, Manifest manifest) {
        GraphSummary summary = summaries.get(role);
        return NetworkSignature.of(role, summary.inputs(), summary.outputs(), Compositions.inputs(manifest));
    }

    /** A document of the bundle; a missing node where there is none. */
    JsonNode document(String relative) {
        return Documents.jsonIfPresent(directory.resolve(relative));
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
