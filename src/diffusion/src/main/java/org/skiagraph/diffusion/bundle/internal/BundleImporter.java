package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.skiagraph.diffusion.bundle.BundleImport;
import org.skiagraph.diffusion.bundle.BundleImport.Remark;
import org.skiagraph.diffusion.bundle.Fingerprints;
import org.skiagraph.diffusion.bundle.ImportRequest;
import org.skiagraph.diffusion.bundle.Inference;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.internal.Study.Findings;
import org.skiagraph.diffusion.bundle.internal.probe.FingerprintFile;
import org.skiagraph.diffusion.bundle.internal.source.Copying;
import org.skiagraph.diffusion.bundle.internal.source.Selection;
import org.skiagraph.diffusion.bundle.internal.source.SourceTree;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graphs;

/** Looks at a source, studies the model in it, writes a bundle. */
public final class BundleImporter {
    /** Keys that no graph tells, with what is lost without them. */
    private static final Map<String, String> UNTOLD = Map.of(
            "title", "lists show the name alone",
            "licence", "records say \"not stated\"",
            "attribution", "records name nobody",
            "templates", "`generate` needs --template",
            "image.fieldOfViewMm", "files carry no pixel spacing",
            "card", "there is no model card to show",
            "vocabulary", "nobody is told which words the model knows");

    private final Graphs graphs;
    private final List<Path> modelPath;

    public BundleImporter(Graphs graphs, List<Path> modelPath) {
        this.graphs = graphs;
        this.modelPath = modelPath;
    }

    public BundleImport run(ImportRequest request, ProgressListener listener) {
        Path source = request.source().toAbsolutePath().normalize();
        ImportPlace place = new ImportPlace(request, modelPath);
        try (ImportFolder folder = ImportFolder.create(place.parent())) {
            SourceTree tree = SourceTree.open(source, folder.unpacked(), listener);
            Findings findings;
            Selection selection;
            String name;
            try {
                Manifest manifest = manifest(tree.root(), request);
                name = place.name(manifest.text("name"));
                findings = new Study(tree.root(), manifest.with("files", null), graphs, listener).run();
                selection = Selection.of(tree, findings.bundle());
                requireAllStated(manifest, tree);
            } catch (Rejected e) {
                throw inTheSourcesWords(e, tree.root(), source);
            }
            Map<String, String> stated = Manifest.read(tree.root()).files();
            Written written = write(folder.bundle(), tree.root(), selection, findings, name, listener);
            requireAsStated(stated, written.files(), source);
            listener.stopIfCancelled();
            new BundleLoader(folder.bundle()).load();
            Path published = folder.publish(name);
            return report(published, findings, selection, written);
        }
    }

    private record Written(ManifestDraft draft, Map<String, String> files, long bytes) {}

    private static Manifest manifest(Path root, ImportRequest request) {
        Manifest manifest = Manifest.read(root);
        if (request.family().isPresent()) {
            manifest = manifest.with("family", request.family().get());
        }
        return request.name().isPresent() ? manifest.with("name", request.name().get()) : manifest;
    }

    /** A source that lists its files must have them all. */
    private static void requireAllStated(Manifest manifest, SourceTree tree) {
        for (String name : manifest.files().keySet()) {
            if (!tree.files().contains(name)) {
                throw new Rejected(
                        tree.root().resolve(name).toString(),
                        "the manifest lists it, but it is missing",
                        "Copy the model again, whole");
            }
        }
    }

    private static void requireAsStated(Map<String, String> stated, Map<String, String> found, Path source) {
        stated.forEach((name, digest) -> {
            if (found.containsKey(name)
                    && !name.equals(Fingerprints.FILE)
                    && !found.get(name).equals(digest)) {
                throw new Rejected(
                        source.resolve(name).toString(),
                        "its SHA-256 is not the manifest's",
                        "Copy the model again, whole; if it was changed on purpose, take `files` out of bundle.yaml");
            }
        });
    }

    private static Written write(
            Path bundle, Path root, Selection selection, Findings findings, String name, ProgressListener listener) {
        long bytes = 0;
        for (String file : selection.files()) {
            bytes += size(root.resolve(file));
        }
        Copying.requireSpace(bundle, bytes);
        Copying.Meter meter = new Copying.Meter("copying MiB", bytes, listener);
        Map<String, String> files = new TreeMap<>();
        for (String file : selection.files()) {
            files.put(
                    file,
                    Copying.copy(root.resolve(file), bundle.resolve(file), meter)
                            .sha256());
        }
        files.put(
                Fingerprints.FILE,
                NewDocument.json(bundle.resolve(Fingerprints.FILE), FingerprintFile.tree(findings.prints())));
        ManifestDraft draft = ManifestDraft.of(findings.bundle(), findings.stated(), findings.reasons());
        ObjectNode tree = draft.root();
        tree.put("name", name);
        ObjectNode digests = tree.putObject("files");
        files.forEach(digests::put);
        NewDocument.yaml(bundle.resolve(Manifest.FILE), tree);
        return new Written(draft, files, bytes);
    }

    private static BundleImport report(Path published, Findings findings, Selection selection, Written written) {
        List<Inference> inferred = new ArrayList<>(findings.found());
        inferred.addAll(written.draft().inferred());
        inferred.addAll(findings.seen().facts());
        List<Remark> gaps = new ArrayList<>();
        new TreeMap<>(UNTOLD).forEach((key, loss) -> {
            if (written.draft().root().at("/" + key.replace('.', '/')).isMissingNode()) {
                gaps.add(new Remark(key, loss));
            }
        });
        ModelBundle bundle = new BundleLoader(published).load(() -> Digests.ofAll(published, written.files()));
        return new BundleImport(
                bundle,
                inferred,
                gaps,
                findings.seen().warnings(),
                selection.leftOut(),
                written.files(),
                written.bytes());
    }

    /** A ZIP's files are named as in the ZIP, not as in the place where they were looked at. */
    private static Rejected inTheSourcesWords(Rejected e, Path root, Path source) {
        if (root.equals(source)) {
            return e;
        }
        String from = root.toString();
        return new Rejected(
                e.where().replace(from, source.toString()),
                e.what().replace(from, source.toString()),
                e.remedy().replace(from, source.toString()),
                e);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
