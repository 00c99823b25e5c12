package org.skiagraph.diffusion.bundle;

import java.nio.file.Path;
import java.util.List;
import org.skiagraph.diffusion.bundle.internal.BundleImporter;
import org.skiagraph.diffusion.bundle.internal.ImportFolder;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.Graphs;

/** The door for models that come from elsewhere: exported directories and ZIP files become bundles. */
public final class BundleImports {
    private final Graphs graphs;
    private final List<Path> modelPath;

    /**
     * @param graphs runs each graph once
     * @param modelPath directories of bundles, in the order of search
     */
    public BundleImports(Graphs graphs, List<Path> modelPath) {
        this.graphs = graphs;
        this.modelPath = List.copyOf(modelPath);
    }

    /**
     * Studies the source, runs every graph of it on known noise, and writes a bundle with a complete manifest, the SHA-256
     * of every file, and a fingerprint of what the graphs gave. The bundle appears whole or not at all.
     *
     * @throws org.skiagraph.domain.Rejected if the source is hostile, broken or no model, or the name is taken
     * @throws org.skiagraph.domain.Retryable if disk or memory is lacking
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public BundleImport run(ImportRequest request, ProgressListener listener) {
        return new BundleImporter(graphs, modelPath).run(request, listener);
    }

    /** Takes away what no import has finished; for a program that is being stopped. */
    public static void removeUnfinished() {
        ImportFolder.removeUnpublished();
    }
}
