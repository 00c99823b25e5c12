package org.skiagraph.diffusion.conditioning;

import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.graph.Graphs;

/** The door: what a bundle's composition asks for. */
public final class Conditioners {
    private Conditioners() {}

    /**
     * Opens the encoders that the bundle's conditioning needs.
     *
     * @param network the one that will be told: the UNet, or the prior before it
     * @throws org.skiagraph.domain.Rejected if an encoder, or an input of the network, is missing
     */
    public static Conditioner open(ModelBundle bundle, Graphs graphs, NetworkSignature network) {
        return switch (bundle.composition().conditioning().kind()) {
            case TEXT, PRIOR -> TowerConditioner.open(bundle, graphs, network);
            case CLASS -> new ClassConditioner(bundle.composition().conditions());
            case SCALARS -> new ScalarConditioner(bundle.composition().conditions());
            case INPUTS -> new InputConditioner(bundle.composition().conditions());
        };
    }
}
