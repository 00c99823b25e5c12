package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skiagraph.diffusion.conditioning.PictureFrame;
import org.skiagraph.diffusion.conditioning.Prompt;

/** One case.json of a text-to-image or image-to-image pipeline. Any key that is not understood is an error. */
record PipelineCase(Path systemDir, Path directory, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of(
            "system",
            "case",
            "mode",
            "bundle",
            "prompt",
            "negative_prompt",
            "width",
            "height",
            "num_inference_steps",
            "guidance_scale",
            "guidance_formula",
            "scheduler",
            "eta",
            "strength",
            "extra",
            "unet_calls",
            "first_timestep",
            "step_noise_drawn_at",
            "notes",
            "rounding_sensitivity",
            "tolerance",
            "files");
    private static final Set<String> EXTRAS =
            Set.of("guidance_rescale", "original_size", "crops_coords_top_left", "target_size");
    private static final Set<String> MODES = Set.of("text-to-image", "image-to-image");

    static PipelineCase read(Path systemDir, Path directory) throws IOException {
        JsonNode json = JSON.readTree(Files.readString(directory.resolve("case.json")));
        assertThat(KEYS).as("keys of case.json that are understood").containsAll(names(json));
        assertThat(EXTRAS).as("keys of extra that are understood").containsAll(names(json.path("extra")));
        assertThat(MODES)
                .as("modes that are understood")
                .contains(json.path("mode").asText("none"));
        assertThat(json.has("bundle")).as("case.json names its bundle").isTrue();
        assertThat(json.path("tolerance").has("latents")
                        && json.path("tolerance").has("image"))
                .as("case.json gives its tolerances")
                .isTrue();
        return new PipelineCase(systemDir, directory, json);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** "onnx:NAME" is the project's own bundle; everything else is relative to the system's directory. */
    Path bundle() {
        String reference = json.get("bundle").asText();
        return reference.startsWith("onnx:")
                ? Path.of(System.getProperty("skiagraph.root"), "onnx", reference.substring("onnx:".length()))
                : systemDir.resolve(reference).normalize();
    }

    /** One per picture; a single prompt stands for all pictures that there is noise for. */
    List<Prompt> prompts() throws IOException {
        int pictures = (int) array("initial_noise.npy").shape()[0];
        List<String> prompts = perPicture(texts(json.get("prompt")), pictures);
        List<String> negatives = perPicture(texts(json.path("negative_prompt")), pictures);
        List<Prompt> pairs = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            pairs.add(
                    new Prompt(prompts.get(i), negatives.isEmpty() ? Optional.empty() : Optional.of(negatives.get(i))));
        }
        return pairs;
    }

    private static List<String> perPicture(List<String> texts, int pictures) {
        return texts.size() == 1 ? Collections.nCopies(pictures, texts.get(0)) : texts;
    }

    private static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    Map<String, Object> schedulerConfig() {
        Map<String, Object> config = new LinkedHashMap<>(
                JSON.convertValue(json.get("scheduler").get("config"), new TypeReference<Map<String, Object>>() {}));
        config.put("_class_name", json.get("scheduler").get("class").asText());
        return config;
    }

    PictureFrame frame() {
        PictureFrame usual = PictureFrame.of(number("width"), number("height"));
        JsonNode extra = json.path("extra");
        int[] original = pair(extra, "original_size", usual.originalHeight(), usual.originalWidth());
        int[] crop = pair(extra, "crops_coords_top_left", usual.cropTop(), usual.cropLeft());
        int[] target = pair(extra, "target_size", usual.targetHeight(), usual.targetWidth());
        return new PictureFrame(original[0], original[1], crop[0], crop[1], target[0], target[1]);
    }

    private static int[] pair(JsonNode extra, String key, int first, int second) {
        JsonNode given = extra.path(key);
        return given.isArray() ? new int[] {given.get(0).asInt(), given.get(1).asInt()} : new int[] {first, second};
    }

    int number(String key) {
        return json.get(key).asInt();
    }

    double real(String key, double otherwise) {
        return json.path(key).asDouble(otherwise);
    }

    double tolerance(String key) {
        return json.get("tolerance").get(key).asDouble();
    }

    List<String> files() {
        return names(json.get("files"));
    }

    Npy array(String file) throws IOException {
        return Npy.read(directory.resolve(file));
    }

    boolean has(String file) {
        return json.get("files").has(file);
    }
}
