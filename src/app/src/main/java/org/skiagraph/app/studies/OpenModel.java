package org.skiagraph.app.studies;

import java.util.List;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.adapter.Adapters.Adapted;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.graph.Graphs;

/**
 * A model whose graphs are open, adapters and all; one study after another may be made with it.
 *
 * @param bundle with the adapters' words
 * @param graphs what it runs on
 * @param adapters as records tell them
 */
record OpenModel(ModelBundle bundle, Graphs graphs, Generator generator, List<String> adapters)
        implements AutoCloseable {

    /**
     * @param request whose runtime and adapters count
     * @throws org.skiagraph.domain.Rejected if an adapter does not fit
     */
    static OpenModel open(StudyParts parts, ModelBundle bundle, StudyRequest request) {
        Graphs graphs = parts.runtimes().apply(request.runtime());
        try {
            Adapted adapted = request.inputs().adapters().applyTo(bundle, graphs);
            Generator generator = parts.generators().apply(adapted.bundle(), adapted.graphs());
            return new OpenModel(adapted.bundle(), graphs, generator, adapted.records());
        } catch (RuntimeException failed) {
            graphs.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        generator.close();
        graphs.close();
    }
}
