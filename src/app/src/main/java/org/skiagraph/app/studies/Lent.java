package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.List;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.PromptExplanation;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.RuntimeDescription;
import org.skiagraph.graph.WeightEdits;

/** Open things for a while: closing them leaves them open, for the next to borrow. */
final class Lent {
    private Lent() {}

    /** The same parts, around a model that is loaded, a runtime that is started and a generator that is open. */
    static StudyParts parts(StudyParts parts, ModelBundle bundle, Graphs graphs, Generator generator) {
        return new StudyParts(
                parts.product(),
                new OneBundle(parts.bundles(), bundle),
                parts.templates(),
                parts.identities(),
                settings -> new LentGraphs(graphs),
                (model, runtime) -> new LentGenerator(generator),
                parts.writers());
    }

    private record OneBundle(Bundles all, ModelBundle bundle) implements Bundles {
        @Override
        public List<Listing> list() {
            return all.list();
        }

        @Override
        public ModelBundle load(String nameOrPath) {
            return bundle;
        }

        @Override
        public void verify(ModelBundle other) {
            all.verify(other);
        }
    }

    private record LentGraphs(Graphs graphs) implements Graphs {
        @Override
        public RuntimeDescription description() {
            return graphs.description();
        }

        @Override
        public Graph open(Path model, WeightEdits edits) {
            return graphs.open(model, edits);
        }

        @Override
        public long nanosInRun() {
            return graphs.nanosInRun();
        }

        @Override
        public void close() {}
    }

    private record LentGenerator(Generator generator) implements Generator {
        @Override
        public void check(GenerationRequest request) {
            generator.check(request);
        }

        @Override
        public GeneratedImages generate(GenerationRequest request, ProgressListener listener) {
            return generator.generate(request, listener);
        }

        @Override
        public PromptExplanation explain(Subject subject, Seed seed, boolean measured, ProgressListener listener) {
            return generator.explain(subject, seed, measured, listener);
        }

        @Override
        public void close() {}
    }
}
