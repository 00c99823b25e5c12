package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which family a bundle without a manifest belongs to. */
final class Families {
    private Families() {}

    static String infer(JsonNode index, Components components, Manifest manifest, List<String> notes) {
        String pipeline = index.path("_class_name").asText("");
        boolean xlInputs = components.summary("unet").input("text_embeds").isPresent()
                && components.summary("unet").input("time_ids").isPresent();
        if (xlInputs && components.has("text_encoder_2")) {
            notes.add("family: stable-diffusion-xl, since the UNet takes text_embeds and time_ids");
            return "stable-diffusion-xl";
        }
        if (pipeline.contains("StableDiffusion") && !pipeline.contains("XL") && !xlInputs) {
            notes.add("family: stable-diffusion, since model_index.json names " + pipeline);
            return "stable-diffusion";
        }
        throw manifest.unknown(
                "family", pipeline.isEmpty() ? "there is no model_index.json" : "model_index.json names " + pipeline);
    }
}
