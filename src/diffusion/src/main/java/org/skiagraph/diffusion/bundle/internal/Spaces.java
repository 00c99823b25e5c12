package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle.ImageSpace;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.graph.TensorInfo;

/** Latent and image space, from manifest, configs and graphs; what was assumed is noted. */
final class Spaces {
    private static final double SD_SCALE = 0.18215;
    private static final double XL_SCALE = 0.13025;
    private static final int USUAL_FACTOR = 8;
    private static final int USUAL_SAMPLE = 64;

    private final Components components;
    private final Manifest manifest;
    private final List<String> notes;
    private final LatentSpace latent;

    Spaces(Components components, Manifest manifest, List<String> notes) {
        this.components = components;
        this.manifest = manifest;
        this.notes = notes;
        this.latent = new LatentSpace(
                manifest.whole("latent.channels").orElseGet(this::channels),
                manifest.number("latent.scale").orElseGet(this::scale),
                manifest.number("latent.shift")
                        .orElse(vae().path("shift_factor").asDouble(0)),
                manifest.whole("latent.factor").orElseGet(() -> halvings("latent.factor", vae(), USUAL_FACTOR)),
                manifest.whole("latent.multiple")
                        .orElseGet(() -> halvings("latent.multiple", components.config("unet"), USUAL_FACTOR)));
        if (!(latent.scale() > 0)) {
            throw manifest.wrong("latent.scale", "a number over 0");
        }
    }

    LatentSpace latent() {
        return latent;
    }

    private JsonNode vae() {
        return components.config("vae_decoder");
    }

    private int channels() {
        Optional<TensorInfo> sample = components.summary("unet").inputs().stream()
                .filter(info -> info.rank() == 4)
                .findFirst();
        return sample.map(info -> info.shape().get(1))
                .filter(size -> size > 0)
                .map(Math::toIntExact)
                .orElseThrow(() -> manifest.unknown("latent.channels", "the UNet leaves them open"));
    }

    private double scale() {
        JsonNode configured = vae().path("scaling_factor");
        if (configured.isNumber()) {
            return configured.asDouble();
        }
        double assumed = components.has("text_encoder_2") ? XL_SCALE : SD_SCALE;
        notes.add("latent.scale: " + assumed + " assumed, since vae_decoder/config.json does not say");
        return assumed;
    }

    /** Each block but one halves the sides. */
    private int halvings(String key, JsonNode config, int usual) {
        JsonNode blocks = config.path("block_out_channels");
        if (blocks.isArray() && !blocks.isEmpty() && blocks.size() < 12) {
            return 1 << (blocks.size() - 1);
        }
        notes.add(key + ": " + usual + " assumed, since no config lists the blocks");
        return usual;
    }

    ImageSpace image(String family) {
        int side = components.config("unet").path("sample_size").asInt(USUAL_SAMPLE) * latent.factor();
        int channels = manifest.whole("image.channels").orElseGet(this::imageChannels);
        return new ImageSpace(
                manifest.number("image.low").orElse(-1.0),
                manifest.number("image.high").orElse(1.0),
                channels,
                manifest.flag("image.colour").orElse(channels == 3),
                manifest.flag("image.stretchPerImage").orElse(false),
                manifest.whole("image.width").orElse(side),
                manifest.whole("image.height").orElse(side),
                manifest.number("image.fieldOfViewMm"));
    }

    private int imageChannels() {
        List<TensorInfo> outputs = components.summary("vae_decoder").outputs();
        if (!outputs.isEmpty() && outputs.get(0).rank() == 4) {
            long declared = outputs.get(0).shape().get(1);
            if (declared == 1 || declared == 3) {
                return (int) declared;
            }
        }
        notes.add("image.channels: 3 assumed, since the decoder leaves them open");
        return 3;
    }
}
