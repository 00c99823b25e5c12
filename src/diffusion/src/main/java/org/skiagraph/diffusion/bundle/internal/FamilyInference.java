package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;

/** Which family a bundle without a manifest belongs to, and why. */
final class FamilyInference {
    private FamilyInference() {}

    static String of(JsonNode index, Components components, Manifest manifest, List<String> notes) {
        String pipeline = index.path("_class_name").asText("");
        Guess guess = byPrior(components)
                .or(() -> bySpacing(components))
                .or(() -> bySignature(pipeline, components, manifest))
                .orElseThrow(() -> manifest.unknown(
                        "family",
                        pipeline.isEmpty() ? "there is no model_index.json" : "model_index.json names " + pipeline));
        notes.add("family: " + guess.family() + ", since " + guess.reason());
        return guess.family();
    }

    private record Guess(String family, String reason) {}

    private static Optional<Guess> byPrior(Components components) {
        return components.has("prior")
                ? Optional.of(new Guess("kandinsky-2.2", "there is a prior that makes image embeddings"))
                : Optional.empty();
    }

    /** Before the network's inputs are given parts: these get theirs from the family. */
    private static Optional<Guess> bySpacing(Components components) {
        return components.summary("unet").inputs().stream()
                .filter(info -> info.name().equals("spacing_tensor"))
                .findFirst()
                .map(info -> new Guess("maisi", "the UNet takes a spacing_tensor"));
    }

    private static Optional<Guess> bySignature(String pipeline, Components components, Manifest manifest) {
        NetworkSignature unet = components.signature("unet", manifest);
        return byInputs(unet, components).or(() -> byText(pipeline, unet)).or(() -> byNames(unet, components));
    }

    /** What only one family's network takes. */
    private static Optional<Guess> byInputs(NetworkSignature unet, Components components) {
        if (unet.sample().rank() == 5) {
            return Optional.of(new Guess("monai-ldm-3d", "the UNet's latents have rank 5"));
        }
        if (unet.part(Part.TEXT_EMBEDS).isPresent() && components.has("text_encoder_2")) {
            return Optional.of(new Guess("stable-diffusion-xl", "the UNet takes text_embeds and time_ids"));
        }
        if (unet.part(Part.LABEL).isPresent()) {
            return Optional.of(new Guess("medfusion", "the UNet takes a class"));
        }
        return unet.part(Part.CONTEXT_MASK)
                .map(mask -> mask.name().equals("condition_mask")
                        ? new Guess("msdm", "the UNet takes a condition_mask")
                        : new Guess("kandinsky-3", "the UNet takes an " + mask.name()));
    }

    private static Optional<Guess> byText(String pipeline, NetworkSignature unet) {
        // A text encoder that is missing is found out later, with its place.
        boolean text = unet.part(Part.CONTEXT).isPresent();
        if (pipeline.contains("StableDiffusion") && !pipeline.contains("XL") && text) {
            return Optional.of(new Guess("stable-diffusion", "model_index.json names " + pipeline));
        }
        if (text && unet.sample().name().equals("x") && unet.timestep().name().equals("timesteps")) {
            return Optional.of(new Guess("monai-ldm", "the UNet takes x, timesteps and context"));
        }
        return Optional.empty();
    }

    /** diffusers' UNet2DConditionModel, where no file names the pipeline around it. */
    private static Optional<Guess> byNames(NetworkSignature unet, Components components) {
        boolean named = components.config("unet").path("_class_name").asText().equals("UNet2DConditionModel")
                || (unet.sample().name().equals("sample")
                        && unet.part(Part.CONTEXT)
                                .filter(info -> info.name().equals("encoder_hidden_states"))
                                .isPresent());
        return named && unet.part(Part.CONTEXT).isPresent() && components.has("text_encoder")
                ? Optional.of(new Guess("stable-diffusion", "the UNet is diffusers' UNet2DConditionModel"))
                : Optional.empty();
    }
}
