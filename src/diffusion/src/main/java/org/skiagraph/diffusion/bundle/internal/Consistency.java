package org.skiagraph.diffusion.bundle.internal;

import java.util.Collection;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.TensorInfo;

/** Whether a bundle's graphs fit together, as far as their declared shapes tell. */
final class Consistency {
    private Consistency() {}

    static void check(Components components, LatentSpace latent) {
        channels(components.summary("unet").inputs(), latent, "unet");
        channels(components.summary("unet").outputs(), latent, "unet");
        channels(components.summary("vae_decoder").inputs(), latent, "vae_decoder");
        if (!components.has("text_encoder_2")) {
            textWidth(components);
        }
    }

    private static void channels(Collection<TensorInfo> tensors, LatentSpace latent, String role) {
        tensors.stream()
                .filter(info -> info.rank() == 4 && !info.accepts(1, latent.channels()))
                .findFirst()
                .ifPresent(info -> {
                    throw new Rejected(
                            role + " " + info.name(),
                            "it has " + info.shape().get(1) + " channels, but the latents have " + latent.channels(),
                            "Use UNet and autoencoder of one model, and check latent.channels");
                });
    }

    private static void textWidth(Components components) {
        Optional<Long> given = width(components.summary("text_encoder").outputs());
        Optional<Long> wanted = width(components.summary("unet").inputs());
        if (given.isPresent() && wanted.isPresent() && !given.equals(wanted)) {
            throw new Rejected(
                    "text_encoder",
                    "its embeddings are " + given.get() + " wide, but the UNet takes " + wanted.get(),
                    "Use text encoder and UNet of one model");
        }
    }

    private static Optional<Long> width(Collection<TensorInfo> tensors) {
        return tensors.stream()
                .filter(info -> info.rank() == 3)
                .map(info -> info.shape().get(2))
                .filter(size -> size > 0)
                .findFirst();
    }
}
