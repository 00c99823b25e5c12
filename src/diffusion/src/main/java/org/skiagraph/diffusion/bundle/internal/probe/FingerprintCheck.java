package org.skiagraph.diffusion.bundle.internal.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.Fingerprints;
import org.skiagraph.diffusion.bundle.Fingerprints.Comparison;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.Tensor;

/** Runs graphs again as a fingerprint says, and compares what they give. */
public final class FingerprintCheck {
    private static final String MEND = "Copy the model again, whole; if it was changed on purpose, import it anew";

    private final ModelBundle bundle;
    private final Graphs graphs;
    private final List<GraphPrint> prints;
    private double worst;
    private String worstAt = "";
    private int outputs;

    private FingerprintCheck(ModelBundle bundle, Graphs graphs, List<GraphPrint> prints) {
        this.bundle = bundle;
        this.graphs = graphs;
        this.prints = prints;
    }

    /** Empty where the bundle has no fingerprint. */
    public static Optional<FingerprintCheck> of(ModelBundle bundle, Graphs graphs) {
        Path file = bundle.directory().resolve(Fingerprints.FILE);
        return Files.isRegularFile(file)
                ? Optional.of(new FingerprintCheck(bundle, graphs, FingerprintFile.read(file)))
                : Optional.empty();
    }

    /** @throws Rejected naming graph and output where they differ */
    public Comparison run(ProgressListener listener) {
        long began = System.nanoTime();
        for (int i = 0; i < prints.size(); i++) {
            listener.stopIfCancelled();
            try {
                compare(prints.get(i));
            } catch (Failure e) {
                // While the process ends, ONNX Runtime ends too, and fails in ways that say nothing of the graph.
                listener.stopIfCancelled();
                throw e;
            }
            listener.on(new Progress("known runs", i + 1, prints.size(), Duration.ofNanos(System.nanoTime() - began)));
        }
        return new Comparison(prints.size(), outputs, worst, worstAt);
    }

    private void compare(GraphPrint print) {
        Path model = bundle.components().get(print.role());
        if (model == null) {
            throw new Rejected(print.role(), "the fingerprint knows the graph, but the bundle has none", MEND);
        }
        try (Graph graph = graphs.open(model)) {
            if (!graph.outputs().keySet().containsAll(print.outputs().keySet())) {
                throw new Rejected(
                        print.role(),
                        "it gives " + graph.outputs().keySet() + " and gave "
                                + print.outputs().keySet() + " when it was imported",
                        MEND);
            }
            Map<String, Tensor> made =
                    KnownRun.of(graph, print.inputs(), print.outputs().keySet());
            made.forEach((name, tensor) -> compare(
                    print.role() + " " + name,
                    print.tolerance(),
                    print.outputs().get(name),
                    tensor));
        }
    }

    private void compare(String where, double tolerance, OutputPrint before, Tensor tensor) {
        OutputPrint now = OutputPrint.of(tensor);
        outputs++;
        if (!now.shape().equals(before.shape())) {
            throw new Rejected(
                    where,
                    "its shape is " + now.shape() + " and was " + before.shape() + " when it was imported",
                    MEND);
        }
        if (!before.finite() || !before.steady()) {
            return;
        }
        if (!now.finite()) {
            throw new Rejected(where, "it holds values that are no numbers (NaN or infinite)", MEND);
        }
        if (now.sampled().size() != before.sampled().size()) {
            throw new Rejected(where, "its samples are not those of the fingerprint's form", MEND);
        }
        double allowed = tolerance * before.std() + 1e-6 * (1 + Math.abs(before.mean()));
        differ(where, "mean", before.mean(), now.mean(), allowed);
        differ(where, "standard deviation", before.std(), now.std(), allowed);
        // The outermost of many values move furthest.
        differ(where, "least value", before.low(), now.low(), 4 * allowed);
        differ(where, "largest value", before.high(), now.high(), 4 * allowed);
        for (int i = 0; i < before.sampled().size(); i++) {
            differ(
                    where,
                    "sampled value " + i,
                    before.sampled().get(i),
                    now.sampled().get(i),
                    4 * allowed);
        }
    }

    private void differ(String where, String what, double before, double now, double allowed) {
        double share = Math.abs(now - before) / allowed;
        if (!(share <= 1)) {
            throw new Rejected(
                    where,
                    "its " + what + " on known noise is " + (float) now + " and was " + (float) before
                            + " when it was imported",
                    MEND);
        }
        if (share >= worst) {
            worst = share;
            worstAt = where;
        }
    }
}
