package org.skiagraph.diffusion.bundle;

import java.util.Optional;
import org.skiagraph.diffusion.bundle.internal.probe.FingerprintCheck;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.Graphs;

/** The door to fingerprints: what a bundle's graphs gave on known noise when it was imported. */
public final class Fingerprints {
    /** Beside the manifest, which states its SHA-256 as it does every other file's. */
    public static final String FILE = "fingerprint.json";

    private Fingerprints() {}

    /**
     * Runs each graph once on the noise that the fingerprint names, and compares.
     *
     * @return empty where the bundle has no fingerprint
     * @throws org.skiagraph.domain.Rejected naming graph and output where they differ
     */
    public static Optional<Comparison> compare(ModelBundle bundle, Graphs graphs, ProgressListener listener) {
        return FingerprintCheck.of(bundle, graphs).map(check -> check.run(listener));
    }

    /**
     * @param graphs that were run
     * @param outputs that were compared
     * @param worst the largest deviation, as a share of what is tolerated: 0 to 1
     * @param worstAt graph and output of it
     */
    public record Comparison(int graphs, int outputs, double worst, String worstAt) {}
}
