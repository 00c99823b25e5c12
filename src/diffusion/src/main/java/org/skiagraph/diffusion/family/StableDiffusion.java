package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.Conditioner;
import org.skiagraph.diffusion.conditioning.TextTower;
import org.skiagraph.diffusion.conditioning.TowerConditioner;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.TensorInfo;

/**
 * Stable Diffusion 1.x and 2.x: one text encoder's last hidden state. (2.x reads the penultimate layer, but its export has
 * dropped the last one already.)
 */
final class StableDiffusion implements Family {
    @Override
    public String name() {
        return "stable-diffusion";
    }

    @Override
    public Conditioner conditioner(ModelBundle bundle, Graphs graphs, TensorInfo context) {
        TextTower tower = TextTower.lastHiddenState(bundle, "text_encoder", graphs);
        return TowerConditioner.plain(List.of(tower), context);
    }
}
