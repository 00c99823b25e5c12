package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.Conditioner;
import org.skiagraph.diffusion.conditioning.TextTower;
import org.skiagraph.diffusion.conditioning.TowerConditioner;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.TensorInfo;

/**
 * Stable Diffusion XL (arXiv 2307.01952): two encoders' penultimate hidden states side by side, the second's pooled
 * embedding, and the picture's size and crop.
 */
final class StableDiffusionXl implements Family {
    @Override
    public String name() {
        return "stable-diffusion-xl";
    }

    @Override
    public Conditioner conditioner(ModelBundle bundle, Graphs graphs, TensorInfo context) {
        List<TextTower> towers = List.of(
                TextTower.penultimate(bundle, "text_encoder", graphs),
                TextTower.penultimateAndPooled(bundle, "text_encoder_2", graphs));
        return TowerConditioner.withPooledAndSizes(
                towers, context, bundle.defaults().forceZerosForEmptyPrompt());
    }
}
