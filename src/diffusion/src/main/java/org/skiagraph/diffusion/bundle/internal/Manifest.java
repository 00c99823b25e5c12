package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.skiagraph.domain.Rejected;

/** bundle.yaml: what the graphs cannot say. Every key is known by name; a misspelt one is an error, not a default. */
public final class Manifest {
    public static final String FILE = "bundle.yaml";

    private static final Map<String, Set<String>> KEYS = Map.of(
            "",
            Set.of(
                    "name",
                    "version",
                    "title",
                    "licence",
                    "attribution",
                    "card",
                    "family",
                    "latent",
                    "image",
                    "guidance",
                    "numInferenceSteps",
                    "negativePrompt",
                    "scheduler",
                    "tokenizers",
                    "components",
                    "templates",
                    "vocabulary",
                    "files",
                    "conditioning",
                    "conditions",
                    "masking",
                    "selfConditioning",
                    "inputs",
                    "prior",
                    "upscale",
                    "form",
                    "eta"),
            "latent",
            Set.of("channels", "scale", "shift", "factor", "multiple", "roundsUp"),
            "image",
            Set.of(
                    "low",
                    "high",
                    "channels",
                    "colour",
                    "stretchPerImage",
                    "width",
                    "height",
                    "depth",
                    "fieldOfViewMm",
                    "aspect",
                    "axes",
                    "voxelSpacingMm"),
            "guidance",
            Set.of("formula", "scale", "rescale", "offAt"),
            "conditioning",
            Set.of("kind", "hidden", "pooled", "mask", "cut", "withoutNegative"),
            "inputs",
            Set.of("sample", "timestep", "context", "mask", "label"),
            "prior",
            Set.of("numInferenceSteps", "guidanceScale"));

    private final Path file;
    private final JsonNode root;
    private final JsonNode family;

    private Manifest(Path file, JsonNode root, JsonNode family) {
        this.file = file;
        this.root = root;
        this.family = family;
        KEYS.forEach(this::requireKnownKeys);
    }

    static Manifest read(Path directory) {
        Path file = directory.resolve(FILE);
        JsonNode root = Files.exists(file) ? Documents.yaml(file) : MissingNode.getInstance();
        return new Manifest(file, root, MissingNode.getInstance());
    }

    /** A manifest that is not on disk yet. */
    static Manifest of(Path directory, JsonNode root) {
        return new Manifest(directory.resolve(FILE), root, MissingNode.getInstance());
    }

    /** The same with one of its own words changed, or taken out where there is no value. */
    Manifest with(String key, String value) {
        ObjectNode words = ownWords();
        if (value == null) {
            words.remove(key);
        } else {
            words.put(key, value);
        }
        return new Manifest(file, words, family);
    }

    /** Its own words alone, to be changed at will. */
    ObjectNode ownWords() {
        return root.isObject() ? root.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    /** Whether it says this itself, not only its family. */
    boolean states(String path) {
        return !at(root, path).isMissingNode();
    }

    /** The same with a family's values below its own. */
    Manifest over(JsonNode family) {
        return new Manifest(file, root, family);
    }

    private void requireKnownKeys(String section, Set<String> known) {
        JsonNode node = section.isEmpty() ? root : root.path(section);
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                String path = section.isEmpty() ? key : section + "." + key;
                throw new Rejected(
                        file + " " + path, "the key is not known", "Did you mean one of " + new TreeSet<>(known) + "?");
            }
        });
    }

    JsonNode at(String path) {
        JsonNode own = at(root, path);
        return own.isMissingNode() ? at(family, path) : own;
    }

    /** Whether bundle.yaml itself says something here, and not only its family. */
    boolean says(String path) {
        return !at(root, path).isMissingNode();
    }

    private static JsonNode at(JsonNode root, String path) {
        JsonNode node = root;
        for (String key : path.split("\\.")) {
            node = node.path(key);
        }
        return node;
    }

    /** One of the words that are known. */
    Optional<String> word(String path, String... known) {
        return text(path).map(word -> {
            if (!Set.of(known).contains(word)) {
                throw wrong(path, "one of " + String.join(", ", known));
            }
            return word;
        });
    }

    Optional<String> text(String path) {
        JsonNode node = at(path);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isValueNode()) {
            throw wrong(path, "a text");
        }
        return Optional.of(node.asText());
    }

    Optional<Double> number(String path) {
        JsonNode node = at(path);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw wrong(path, "a number");
        }
        return Optional.of(node.asDouble());
    }

    /** A list of so many numbers. */
    Optional<List<Double>> numbers(String path, int count) {
        JsonNode node = at(path);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        node.forEach(number -> numbers.add(number.isNumber() ? number.asDouble() : Double.NaN));
        if (numbers.size() != count || !numbers.stream().allMatch(Double::isFinite)) {
            throw wrong(path, "a list of " + count + " numbers");
        }
        return Optional.of(numbers);
    }

    Optional<Integer> whole(String path) {
        return number(path).map(value -> {
            if (value != Math.rint(value) || value < 1 || value > 100_000) {
                throw wrong(path, "a whole number from 1");
            }
            return value.intValue();
        });
    }

    Optional<Boolean> flag(String path) {
        JsonNode node = at(path);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw wrong(path, "true or false");
        }
        return Optional.of(node.asBoolean());
    }

    /** File to SHA-256, as stated; empty where the manifest states none. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        at("files")
                .properties()
                .forEach(entry -> files.put(entry.getKey(), entry.getValue().asText()));
        return files;
    }

    /** A key's place, for errors. */
    String where(String path) {
        return file + " " + path;
    }

    Rejected wrong(String path, String wanted) {
        return new Rejected(file + " " + path, "its value is " + Documents.brief(at(path)), "Write " + wanted);
    }

    /** The error for a value that nothing tells. */
    Rejected unknown(String path, String why) {
        return new Rejected(
                file + " " + path, "it cannot be inferred: " + why, "Write `" + path + "` into bundle.yaml");
    }
}
