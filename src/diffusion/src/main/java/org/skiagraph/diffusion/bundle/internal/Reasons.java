package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.GraphSummary;

/** Why a value of a loaded bundle is what it is. */
final class Reasons {
    private final ModelBundle bundle;
    private final Manifest manifest;
    private final Observations seen;
    private final Map<String, String> unusualNames;

    /** @param manifest with the family's values below its own */
    Reasons(ModelBundle bundle, Manifest manifest, Observations seen) {
        this.bundle = bundle;
        this.manifest = manifest;
        this.seen = seen;
        GraphSummary unet = GraphFile.inspect(bundle.components().get("unet"));
        this.unusualNames = NetworkSignature.of(
                        "unet",
                        unet.inputs(),
                        unet.outputs(),
                        bundle.composition().inputs())
                .unusualNames();
    }

    /** What the manifest's inputs have to say of the UNet. */
    Map<String, String> unusualNames() {
        return unusualNames;
    }

    String of(String path) {
        return measured(path)
                .or(() -> noted(path))
                .or(() -> inferredByName(path))
                .or(() -> manifest.at(path).isMissingNode()
                        ? Optional.empty()
                        : Optional.of("what holds for " + bundle.family()))
                .or(() -> configured(path))
                .orElse("the default");
    }

    private Optional<String> measured(String path) {
        return switch (path) {
            case "latent.factor" -> Optional.of("the size of what the decoder gave in a dry run");
            case "image.channels" -> Optional.of("the channels that the decoder gave in a dry run");
            case "image.colour" ->
                Optional.of(
                        bundle.image().channels() == 1
                                ? "the decoder gives one channel"
                                : bundle.image().colour()
                                        ? "the decoder's channels differ in a dry run"
                                        : "the decoder's channels are equal in a dry run");
            case "image.low", "image.high" ->
                Optional.of((manifest.at(path).isMissingNode()
                                ? "as autoencoders of diffusers give"
                                : "what holds for " + bundle.family())
                        + "; the decoder gave " + seen.range() + " in a dry run");
            default -> Optional.empty();
        };
    }

    /** What the loader has noted itself: "key: value, since ...". */
    private Optional<String> noted(String path) {
        return bundle.notes().stream()
                .filter(note -> note.startsWith(path + ": "))
                .filter(note -> note.contains("since "))
                .map(note -> note.substring(Math.max(note.indexOf("assumed, since"), note.lastIndexOf("since "))))
                .findFirst();
    }

    private Optional<String> inferredByName(String path) {
        return path.startsWith("inputs.")
                ? Optional.of("the UNet's only input of that shape; its name is an unusual one")
                : Optional.empty();
    }

    private Optional<String> configured(String path) {
        return switch (path) {
            case "latent.channels" -> Optional.of("the decoder's declared input");
            case "latent.scale" ->
                keyed("vae_decoder", "scaling_factor").or(() -> keyed("vae_decoder", "scale_factor"));
            case "latent.shift" -> keyed("vae_decoder", "shift_factor");
            case "latent.multiple" ->
                keyed("unet", "block_out_channels")
                        .or(() -> keyed("unet", "channels"))
                        .map(key -> key + ", a halving for each but one");
            case "image.width", "image.height" ->
                keyed("unet", "sample_size")
                        .map(key -> key + " times " + bundle.latent().factor());
            case "image.depth" -> Optional.of("the side of a picture, since nothing tells the number of slices");
            case "conditions" -> Optional.of("model_index.json classes, or unet/config.json num_classes");
            case "conditioning.mask" -> keyed("text_encoder", "use_attention_mask");
            case "conditioning.withoutNegative" -> index("force_zeros_for_empty_prompt");
            case "card", "vocabulary" -> Optional.of("the file is there");
            default -> tokenizer(path);
        };
    }

    private static Optional<String> tokenizer(String path) {
        if (path.endsWith(".maxLength")) {
            return Optional.of("tokenizer_config.json model_max_length, the encoder's positions at most");
        }
        return path.startsWith("tokenizers.") ? Optional.of("its usual place") : Optional.empty();
    }

    private Optional<String> keyed(String role, String key) {
        return Optional.ofNullable(bundle.components().get(role))
                .map(model -> model.resolveSibling("config.json"))
                .filter(file -> holds(Documents.jsonIfPresent(file), key))
                .map(file -> bundle.directory().relativize(file).toString().replace('\\', '/') + " " + key);
    }

    private Optional<String> index(String key) {
        return holds(Documents.jsonIfPresent(bundle.directory().resolve("model_index.json")), key)
                ? Optional.of("model_index.json " + key)
                : Optional.empty();
    }

    private static boolean holds(JsonNode document, String key) {
        return !document.path(key).isMissingNode() && !document.path(key).isNull();
    }
}
