package org.skiagraph.diffusion.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One case.json of a pipeline. Any key that is not understood is an error. */
record PipelineCase(Path systemDir, Path directory, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KEYS = Set.of(
            "system",
            "case",
            "mode",
            "kind",
            "bundle",
            "prompt",
            "negative_prompt",
            "label",
            "unconditional",
            "graph",
            "self_conditioning",
            "width",
            "height",
            "depth",
            "image_width",
            "image_height",
            "num_inference_steps",
            "guidance_scale",
            "guidance_formula",
            "prior_num_inference_steps",
            "prior_guidance_scale",
            "prior_scheduler",
            "scheduler",
            "eta",
            "strength",
            "scale_factor",
            "extra",
            "lora",
            "unet_calls",
            "unet_input",
            "first_timestep",
            "step_noise_drawn_at",
            "step",
            "notes",
            "stats",
            "rounding_sensitivity",
            "tolerance",
            "files");
    private static final Set<String> EXTRAS = Set.of(
            "guidance_rescale",
            "original_size",
            "crops_coords_top_left",
            "target_size",
            "controlnet_conditioning_scale",
            "control_guidance_start",
            "control_guidance_end");
    private static final Set<String> MODES = Set.of(
            "text-to-image",
            "text to image",
            "image-to-image",
            "img2img",
            "inpaint",
            "inpainting",
            "text-free, scalar conditioned",
            "reconstruction");

    static PipelineCase read(Path systemDir, Path directory) throws IOException {
        JsonNode json = JSON.readTree(Files.readString(directory.resolve("case.json")));
        assertThat(KEYS).as("keys of case.json that are understood").containsAll(names(json));
        assertThat(EXTRAS).as("keys of extra that are understood").containsAll(names(json.path("extra")));
        assertThat(MODES)
                .as("modes that are understood")
                .contains(json.path("mode").asText("text-to-image"))
                .contains(json.path("kind").asText("text-to-image"));
        assertThat(json.path("tolerance").isEmpty() && !json.path("tolerance").isNumber())
                .as("case.json gives no tolerance")
                .isFalse();
        return new PipelineCase(systemDir, directory, json);
    }

    static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * "onnx:NAME" is the project's own bundle; everything else is relative to the system's directory, "bundle" where nothing is
     * said. What follows the first blank is for people.
     */
    Path bundle() {
        String reference = json.path("bundle").asText("bundle").split(" ")[0];
        return reference.startsWith("onnx:")
                ? Path.of(System.getProperty("skiagraph.root"), "onnx", reference.substring("onnx:".length()))
                : systemDir.resolve(reference).normalize();
    }

    boolean isReconstruction() {
        return json.path("kind").asText().equals("reconstruction");
    }

    int pictures() throws IOException {
        return (int) array("initial_noise.npy").shape()[0];
    }

    static List<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText(null)));
        return texts;
    }

    /** As stored, with class and library under the keys that a scheduler_config.json has for them. */
    Map<String, Object> schedulerConfig(String key) {
        JsonNode scheduler = json.get(key);
        Map<String, Object> config = new LinkedHashMap<>(
                JSON.convertValue(scheduler.get("config"), new TypeReference<Map<String, Object>>() {}));
        config.put("_class_name", scheduler.get("class").asText());
        if (scheduler.has("library")) {
            config.put("_library", scheduler.get("library").asText());
        }
        return config;
    }

    int number(String key) {
        return json.get(key).asInt();
    }

    double real(String key, double otherwise) {
        return json.path(key).asDouble(otherwise);
    }

    Optional<String> text(String key) {
        JsonNode node = json.path(key);
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** The one for this kind of number, else the one for all. */
    double tolerance(String key) {
        JsonNode tolerances = json.get("tolerance");
        if (tolerances.isNumber()) {
            return tolerances.asDouble();
        }
        for (String candidate : List.of(key, "all", "latents")) {
            if (tolerances.has(candidate)) {
                return tolerances.get(candidate).asDouble();
            }
        }
        throw new IllegalStateException("no tolerance for " + key);
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
