package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.skiagraph.diffusion.bundle.Form;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.Composition;
import org.skiagraph.diffusion.bundle.ModelBundle.Defaults;
import org.skiagraph.diffusion.bundle.ModelBundle.Details;
import org.skiagraph.diffusion.bundle.ModelBundle.TokenizerSpec;
import org.skiagraph.domain.Rejected;

/** Reads one bundle: the manifest where it speaks, configs and graphs where it is silent. */
public final class BundleLoader {
    private static final int USUAL_LENGTH = 77;
    private static final int MOST_LENGTH = 4096;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private Manifest manifest;
    private final List<String> notes = new ArrayList<>();

    public BundleLoader(Path directory) {
        this(directory, Manifest.read(directory));
    }

    BundleLoader(Path directory, Manifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    public static boolean looksLikeOne(Path directory) {
        return Files.exists(directory.resolve(Manifest.FILE)) || Files.exists(directory.resolve("model_index.json"));
    }

    public ModelBundle load() {
        return load(this::digest);
    }

    /** @param digest of the bundle, where its files need not or cannot be hashed now */
    ModelBundle load(Supplier<String> digest) {
        Components components = Components.find(directory, manifest);
        JsonNode index = Documents.jsonIfPresent(directory.resolve("model_index.json"));
        String family = manifest.text("family").orElseGet(() -> FamilyInference.of(index, components, manifest, notes));
        manifest = manifest.over(FamilyData.of(family));
        Composition composition = new Compositions(components, manifest, index, notes).read();
        Spaces spaces = new Spaces(components, manifest, notes);
        Consistency.check(components, spaces.latent(), composition, manifest);
        return new ModelBundle(
                manifest.text("name").orElse(directory.getFileName().toString()),
                manifest.text("version").orElse("unversioned"),
                digest.get(),
                directory,
                family,
                components.models(),
                tokenizers(components),
                spaces.latent(),
                spaces.image(),
                composition,
                scheduler(),
                defaults(),
                details(Forms.read(manifest, composition)),
                notes);
    }

    private String digest() {
        Map<String, String> found = Digests.of(directory);
        Map<String, String> stated = manifest.files();
        if (!stated.isEmpty()) {
            Digests.compare(directory, stated, found);
        } else {
            notes.add("files: no SHA-256 is stated, so nothing was verified");
        }
        return Digests.ofAll(directory, found);
    }

    private Map<String, TokenizerSpec> tokenizers(Components components) {
        Map<String, TokenizerSpec> specs = new LinkedHashMap<>();
        for (String role : components.models().keySet()) {
            if (role.startsWith("text_encoder")) {
                specs.put(role, tokenizer(components, role));
            }
        }
        return specs;
    }

    private TokenizerSpec tokenizer(Components components, String role) {
        String usual = role.replace("text_encoder", "tokenizer");
        String path = "tokenizers." + role;
        Path place = components.inside(manifest.text(path + ".directory").orElse(usual));
        if (!Files.isDirectory(place)) {
            throw new Rejected(place.toString(), "the tokenizer is missing", "Copy it from the model");
        }
        int length = manifest.whole(path + ".maxLength").orElseGet(() -> {
            int configured = Documents.jsonIfPresent(place.resolve("tokenizer_config.json"))
                    .path("model_max_length")
                    .asInt(USUAL_LENGTH);
            int positions =
                    components.config(role).path("max_position_embeddings").asInt(USUAL_LENGTH);
            return Math.min(configured, positions);
        });
        if (length < 3 || length > MOST_LENGTH) {
            throw new Rejected(
                    path + ".maxLength", length + " tokens", "Write 3 to " + MOST_LENGTH + " into bundle.yaml");
        }
        return new TokenizerSpec(place, length);
    }

    private Map<String, Object> scheduler() {
        JsonNode stored = Documents.jsonIfPresent(directory.resolve("scheduler/scheduler_config.json"));
        Map<String, Object> config = new LinkedHashMap<>();
        if (stored.isObject()) {
            config.putAll(JSON.convertValue(stored, new TypeReference<Map<String, Object>>() {}));
        }
        if (manifest.at("scheduler").isObject()) {
            config.putAll(JSON.convertValue(manifest.at("scheduler"), new TypeReference<Map<String, Object>>() {}));
        }
        if (manifest.at("scheduler").has("_class_name")
                && !manifest.at("scheduler").has("_library")) {
            // Another class than the stored one: its library no longer holds.
            config.remove("_library");
        }
        if (!config.containsKey("_class_name")) {
            throw manifest.unknown("scheduler._class_name", "there is no scheduler/scheduler_config.json");
        }
        return config;
    }

    private Defaults defaults() {
        return new Defaults(
                manifest.whole("numInferenceSteps").orElse(50),
                manifest.number("guidance.scale").orElse(7.5),
                manifest.number("guidance.rescale").orElse(0.0),
                manifest.text("guidance.formula").orElse("u + g*(c-u)"),
                manifest.number("guidance.offAt"),
                manifest.text("negativePrompt"),
                manifest.number("eta").orElse(0.0));
    }

    private Details details(Optional<Form> form) {
        List<String> templates = new ArrayList<>();
        manifest.at("templates").forEach(name -> templates.add(name.asText()));
        return new Details(
                manifest.text("title").orElse(directory.getFileName().toString()),
                manifest.text("licence").orElse("not stated"),
                manifest.text("attribution").orElse(""),
                file("card", "README.md"),
                templates,
                file("vocabulary", "vocabulary.json"),
                form);
    }

    private Optional<Path> file(String key, String usual) {
        Path file = directory.resolve(manifest.text(key).orElse(usual)).normalize();
        return file.startsWith(directory) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
