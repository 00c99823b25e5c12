package org.skiagraph.diffusion.bundle.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle.Composition;
import org.skiagraph.diffusion.bundle.ModelBundle.Conditioning;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.TensorInfo;

/** Whether a bundle's graphs fit together, as far as their declared shapes tell. */
final class Consistency {
    private Consistency() {}

    static void check(Components components, LatentSpace latent, Composition composition, Manifest manifest) {
        long channels = latent.channels();
        NetworkSignature unet = components.signature("unet", manifest);
        // Latents alone; with mask and masked latents; or with a plane for each scalar.
        channels(
                "unet",
                unet.sample(),
                List.of(
                        channels,
                        2 * channels + 1,
                        channels + composition.conditions().size()),
                channels);
        channels("unet", unet.output(), List.of(channels, 2 * channels), channels);
        List<TensorInfo> decoder = components.summary("vae_decoder").inputs();
        if (!decoder.isEmpty()) {
            channels("vae_decoder", decoder.get(0), List.of(channels), channels);
        }
        if (composition.conditioning().kind() == Conditioning.Kind.TEXT && !components.has("text_encoder_2")) {
            textWidth(components, unet);
        }
    }

    private static void channels(String role, TensorInfo info, List<Long> allowed, long channels) {
        if (info.rank() >= 4 && allowed.stream().noneMatch(count -> info.accepts(1, count))) {
            throw new Rejected(
                    role + " " + info.name(),
                    "it has " + info.shape().get(1) + " channels, but the latents have " + channels,
                    "Use UNet and autoencoder of one model, and check latent.channels");
        }
    }

    private static void textWidth(Components components, NetworkSignature unet) {
        if (!components.has("text_encoder")) {
            throw new Rejected("text_encoder/model.onnx", "the graph is missing", "Export it into this place");
        }
        Optional<Long> given = width(components.summary("text_encoder").outputs());
        Optional<Long> wanted =
                unet.part(Part.CONTEXT).map(info -> info.shape().get(2)).filter(size -> size > 0);
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
