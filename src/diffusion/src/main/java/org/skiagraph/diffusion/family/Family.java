package org.skiagraph.diffusion.family;

import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.Conditioner;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.TensorInfo;

/**
 * What sets one kind of model apart from the next: how a prompt becomes conditions. Loop, guidance, schedulers and
 * autoencoder are shared, and the bundle's data says the rest.
 */
public interface Family {
    /** The manifest's {@code family}. */
    String name();

    /**
     * Opens the encoders.
     *
     * @param context the UNet's input for text embeddings, [batch, tokens, width]
     */
    Conditioner conditioner(ModelBundle bundle, Graphs graphs, TensorInfo context);
}
