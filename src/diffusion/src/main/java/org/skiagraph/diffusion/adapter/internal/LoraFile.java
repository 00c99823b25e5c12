package org.skiagraph.diffusion.adapter.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiagraph.diffusion.adapter.internal.LoraKey.Part;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/** Reads LoRA files of diffusers, PEFT and kohya/A1111. Nothing in a file is passed over: what has no meaning is an error. */
final class LoraFile {
    private static final List<String> USUAL_NAMES =
            List.of("adapter_model.safetensors", "pytorch_lora_weights.safetensors");
    private static final String PEFT_CONFIG = "adapter_config.json";

    private final Path file;
    private final JsonNode config;

    private LoraFile(Path file) {
        this.file = file;
        this.config = config(file.resolveSibling(PEFT_CONFIG));
    }

    /** The file that is meant: itself, or the one in a directory that a library wrote. */
    static Path file(Path given) {
        return Files.isDirectory(given)
                ? USUAL_NAMES.stream()
                        .map(given::resolve)
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow(() -> new Rejected(
                                given.toString(), "it holds none of " + USUAL_NAMES, "Name the LoRA's file itself"))
                : given;
    }

    /** @throws Rejected if it is no LoRA, or one of a kind that is not linear in two factors */
    static List<LoraUpdate> read(Path given) {
        return new LoraFile(file(given)).updates();
    }

    private static JsonNode config(Path place) {
        try {
            return Files.exists(place)
                    ? new ObjectMapper().readTree(Files.readString(place))
                    : new ObjectMapper().createObjectNode();
        } catch (IOException e) {
            throw new Rejected(place.toString(), "it is not JSON", "Copy it again from where the adapter is from", e);
        }
    }

    private List<LoraUpdate> updates() {
        for (String key : List.of("use_dora", "fan_in_fan_out")) {
            if (config.path(key).asBoolean(false)) {
                throw new Rejected(file.toString(), "it is of a kind with " + key, "Use a plain LoRA");
            }
        }
        Map<String, Map<Part, Tensor.Floats>> modules = new TreeMap<>();
        Map<String, LoraKey> keys = new TreeMap<>();
        Safetensors.read(file).tensors().forEach((name, tensor) -> {
            LoraKey key = LoraKey.of(name)
                    .orElseThrow(() -> new Rejected(
                            file.toString(),
                            "\"" + name + "\" is no part of a LoRA in the layout of diffusers, PEFT or kohya",
                            "Use a plain LoRA; DoRA, LoHa and LoKr are other kinds"));
            String module = key.role().orElse("") + " " + key.module();
            keys.put(module, key);
            modules.computeIfAbsent(module, m -> new EnumMap<>(Part.class)).put(key.part(), tensor);
        });
        if (modules.isEmpty()) {
            throw new Rejected(file.toString(), "it is empty", "Give a LoRA");
        }
        List<LoraUpdate> updates = new ArrayList<>();
        modules.forEach((module, parts) -> updates.add(update(keys.get(module), parts)));
        return updates;
    }

    private LoraUpdate update(LoraKey key, Map<Part, Tensor.Floats> parts) {
        Tensor.Floats down = parts.get(Part.DOWN);
        Tensor.Floats up = parts.get(Part.UP);
        if (down == null || up == null) {
            throw wrong(key, "has only one of its two factors");
        }
        boolean ranked = (down.shape().length == 2 || down.shape().length == 4)
                && (up.shape().length == 2 || up.shape().length == 4)
                && up.shape()[1] == down.shape()[0];
        if (!ranked) {
            throw wrong(key, "has factors whose shapes do not go together");
        }
        Optional<Tensor.Floats> mid = Optional.ofNullable(parts.get(Part.MID));
        if (mid.isPresent() && (mid.get().shape().length != 4 || mid.get().shape()[0] != down.shape()[0])) {
            throw wrong(key, "has a middle factor whose shape does not go with the others");
        }
        int rank = (int) down.shape()[0];
        Optional<Double> alpha = Optional.ofNullable(parts.get(Part.ALPHA)).map(tensor -> (double) tensor.values()[0]);
        return new LoraUpdate(key.role(), key.module(), down, up, mid, scale(key, alpha, rank));
    }

    /** PEFT's files hold no alpha: its configuration does. Without either alpha is the rank. */
    private double scale(LoraKey key, Optional<Double> alpha, int rank) {
        if (alpha.isPresent() || !config.has("lora_alpha")) {
            return alpha.orElse((double) rank) / rank;
        }
        double configured = config.path("lora_alpha").asDouble(rank);
        for (Map.Entry<String, JsonNode> entry : config.path("alpha_pattern").properties()) {
            if (key.module().endsWith(entry.getKey().replace('.', '_'))) {
                configured = entry.getValue().asDouble(configured);
            }
        }
        return config.path("use_rslora").asBoolean(false) ? configured / Math.sqrt(rank) : configured / rank;
    }

    private Rejected wrong(LoraKey key, String what) {
        return new Rejected(file.toString(), "the module " + key.module() + " " + what, "Save the LoRA again");
    }
}
