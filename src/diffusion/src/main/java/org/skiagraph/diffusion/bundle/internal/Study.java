package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.diffusion.bundle.Inference;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.internal.probe.DryRun;
import org.skiagraph.diffusion.bundle.internal.probe.GraphPrint;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graphs;

/** All that can be found out of a model where it lies, before anything is written. */
final class Study {
    private final Path root;
    private final Graphs graphs;
    private final ProgressListener listener;
    private final List<GraphPrint> prints = new ArrayList<>();
    private final List<Inference> found = new ArrayList<>();
    private Manifest manifest;

    Study(Path root, Manifest manifest, Graphs graphs, ProgressListener listener) {
        this.root = root;
        this.manifest = manifest;
        this.graphs = graphs;
        this.listener = listener;
    }

    /**
     * @param stated the source's own words and what was measured against an assumption
     * @param prints what the graphs gave
     */
    record Findings(
            ModelBundle bundle,
            ObjectNode stated,
            Observations seen,
            List<GraphPrint> prints,
            List<Inference> found,
            Reasons reasons) {}

    Findings run() {
        oddlyNamedGraphs();
        ModelBundle bundle = load();
        Observations seen = dryRuns(bundle);
        if (correct(bundle, seen)) {
            bundle = load();
        }
        Reasons reasons = new Reasons(bundle, manifest.over(FamilyData.of(bundle.family())), seen);
        return new Findings(bundle, manifest.ownWords(), seen, prints, found, reasons);
    }

    private ModelBundle load() {
        // Hashes are taken when the files are copied.
        return new BundleLoader(root, manifest).load(() -> "");
    }

    /** A directory whose only graph is not called model.onnx plays the role that it is named after. */
    private void oddlyNamedGraphs() {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path directory : entries.filter(Files::isDirectory).sorted().toList()) {
                String role = directory.getFileName().toString();
                List<Path> models = graphsIn(directory);
                boolean usual = models.stream().anyMatch(model -> model.endsWith("model.onnx"));
                if (models.size() == 1 && !usual && !manifest.states("components." + role)) {
                    String place = role + "/" + models.get(0).getFileName();
                    state("components", role, place, "the only graph in " + role + "/");
                }
            }
        } catch (IOException e) {
            throw new Rejected(root.toString(), "it cannot be read", "Look at its permissions", e);
        }
    }

    private static List<Path> graphsIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".onnx"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private Observations dryRuns(ModelBundle bundle) {
        Observations seen = new Observations(bundle);
        DryRun dryRun = new DryRun(bundle, graphs);
        List<String> roles = DryRun.order(bundle.components().keySet());
        long began = System.nanoTime();
        for (int i = 0; i < roles.size(); i++) {
            listener.stopIfCancelled();
            String role = roles.get(i);
            Optional<DryRun.Outcome> outcome = run(dryRun, role);
            outcome.ifPresentOrElse(
                    given -> {
                        prints.add(given.print());
                        seen.add(role, given);
                    },
                    () -> seen.notRun(role));
            listener.on(new Progress("dry runs", i + 1, roles.size(), Duration.ofNanos(System.nanoTime() - began)));
        }
        return seen;
    }

    /** While the process ends, ONNX Runtime ends too, and fails in ways that say nothing of the graph. */
    private Optional<DryRun.Outcome> run(DryRun dryRun, String role) {
        try {
            return dryRun.run(role);
        } catch (Failure e) {
            listener.stopIfCancelled();
            throw e;
        }
    }

    /** What was measured holds against what was assumed; what the source states itself has to agree. */
    private boolean correct(ModelBundle bundle, Observations seen) {
        boolean changed = differs(
                "latent", "factor", bundle.latent().factor(), seen.factor().orElseThrow());
        changed |= differs(
                "image", "channels", bundle.image().channels(), seen.channels().orElseThrow());
        boolean colour = seen.colour().orElseThrow();
        if (!manifest.states("image.colour") && bundle.image().colour() != colour) {
            ObjectNode words = manifest.ownWords();
            words.withObject("/image").put("colour", colour);
            manifest = Manifest.of(root, words);
            found.add(new Inference(
                    "image.colour", String.valueOf(colour), "the decoder's channels are equal in a dry run"));
            changed = true;
        }
        return changed;
    }

    private boolean differs(String section, String key, int loaded, int measured) {
        if (loaded == measured) {
            return false;
        }
        String path = section + "." + key;
        if (manifest.states(path)) {
            throw new Rejected(
                    root.resolve(Manifest.FILE) + " " + path,
                    "it says " + loaded + ", but the decoder shows " + measured,
                    "Write " + measured + ", or use the decoder of the same model");
        }
        ObjectNode words = manifest.ownWords();
        words.withObject("/" + section).put(key, measured);
        manifest = Manifest.of(root, words);
        found.add(new Inference(
                path, String.valueOf(measured), "the decoder shows it in a dry run, where " + loaded + " was assumed"));
        return true;
    }

    private void state(String section, String key, String value, String reason) {
        ObjectNode words = manifest.ownWords();
        words.withObject("/" + section).put(key, value);
        manifest = Manifest.of(root, words);
        found.add(new Inference(section + "." + key, value, reason));
    }
}
