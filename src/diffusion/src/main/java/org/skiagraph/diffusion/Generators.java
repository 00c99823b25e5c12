package org.skiagraph.diffusion;

import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.internal.BundleGenerator;
import org.skiagraph.graph.Graphs;

/** Opens generators. */
public final class Generators {
    private Generators() {}

    /**
     * Opens every graph that text-to-image needs.
     *
     * @param graphs the started runtime; stays the caller's to close, after the generator
     * @throws org.skiagraph.domain.Rejected if the bundle does not hold what its family needs
     */
    public static Generator open(ModelBundle bundle, Graphs graphs, GeneratorSettings settings) {
        return BundleGenerator.open(bundle, graphs, settings);
    }
}
