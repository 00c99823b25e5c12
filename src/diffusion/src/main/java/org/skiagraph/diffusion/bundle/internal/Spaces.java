package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.diffusion.bundle.ModelBundle.ImageSpace;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.PictureAspect;
import org.skiagraph.graph.TensorInfo;

/** Latent and image space, from manifest, configs and graphs; what was assumed is noted. */
final class Spaces {
    private static final int USUAL_FACTOR = 8;
    private static final int USUAL_SAMPLE = 64;
    private static final int MOST_ASPECT = 100_000;

    private final Components components;
    private final Manifest manifest;
    private final List<String> notes;
    private final NetworkSignature unet;
    private final LatentSpace latent;

    Spaces(Components components, Manifest manifest, List<String> notes) {
        this.components = components;
        this.manifest = manifest;
        this.notes = notes;
        this.unet = components.signature("unet", manifest);
        this.latent = new LatentSpace(
                manifest.whole("latent.channels").orElseGet(this::channels),
                manifest.number("latent.scale").orElseGet(this::scale),
                manifest.number("latent.shift")
                        .orElse(vae().path("shift_factor").asDouble(0)),
                manifest.whole("latent.factor").orElseGet(() -> halvings("latent.factor", vae(), USUAL_FACTOR)),
                manifest.whole("latent.multiple")
                        .orElseGet(() -> halvings("latent.multiple", components.config("unet"), USUAL_FACTOR)),
                manifest.flag("latent.roundsUp").orElse(false));
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

    /** The decoder's say comes first: a UNet may take more channels than latents have, or give a variance with them. */
    private int channels() {
        List<TensorInfo> decoder = components.summary("vae_decoder").inputs();
        return Stream.concat(decoder.stream(), Stream.of(unet.output(), unet.sample()))
                .filter(info -> info.rank() >= 4)
                .map(info -> info.shape().get(1))
                .filter(size -> size > 0)
                .findFirst()
                .map(Math::toIntExact)
                .orElseThrow(() -> manifest.unknown("latent.channels", "decoder and UNet leave them open"));
    }

    /** What the family says is what its pipelines divide by, whatever a config that they do not read may hold. */
    private double scale() {
        for (String key : List.of("scaling_factor", "scale_factor")) {
            if (vae().path(key).isNumber()) {
                return vae().path(key).asDouble();
            }
        }
        double assumed = manifest.number("latent.assumedScale").orElse(1.0);
        notes.add("latent.scale: " + assumed + " assumed, since vae_decoder/config.json does not say");
        return assumed;
    }

    /** Each block but one halves the sides; MONAI calls the list of blocks channels. */
    private int halvings(String key, JsonNode config, int usual) {
        if (config.path("downsample").canConvertToInt()
                && config.path("downsample").asInt() > 0) {
            return config.path("downsample").asInt();
        }
        JsonNode blocks =
                config.has("block_out_channels") ? config.path("block_out_channels") : config.path("channels");
        if (blocks.isArray() && !blocks.isEmpty() && blocks.size() < 12) {
            return 1 << (blocks.size() - 1);
        }
        notes.add(key + ": " + usual + " assumed, since no config lists the blocks");
        return usual;
    }

    ImageSpace image() {
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
                isVolume() ? Optional.of(manifest.whole("image.depth").orElse(side)) : Optional.empty(),
                manifest.number("image.fieldOfViewMm"),
                Entry.of(manifest, "image.aspect").map(Spaces::aspect),
                isVolume() ? new Voxels(manifest, notes).read() : Optional.empty());
    }

    private static PictureAspect aspect(Entry entry) {
        entry.only("width", "height", "fit");
        return new PictureAspect(
                entry.need("width").whole(1, MOST_ASPECT),
                entry.need("height").whole(1, MOST_ASPECT),
                PictureAspect.Fit.valueOf(
                        entry.need("fit").word("stretch", "pad").toUpperCase(Locale.ROOT)));
    }

    private boolean isVolume() {
        return unet.sample().rank() == 5;
    }

    private int imageChannels() {
        List<TensorInfo> outputs = components.summary("vae_decoder").outputs();
        if (!outputs.isEmpty() && outputs.get(0).rank() >= 4) {
            long declared = outputs.get(0).shape().get(1);
            if (declared == 1 || declared == 3) {
                return (int) declared;
            }
        }
        notes.add("image.channels: 3 assumed, since the decoder leaves them open");
        return 3;
    }
}
