package org.skiagraph.diffusion.bundle.internal.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.skiagraph.diffusion.bundle.BundleImport.Remark;
import org.skiagraph.diffusion.bundle.Fingerprints;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.graph.GraphFile;

/**
 * Which files of a source a bundle needs: graphs, what they refer to, and small documents.
 *
 * @param files relative names
 * @param leftOut the others
 */
public record Selection(List<String> files, List<Remark> leftOut) {
    private static final long LARGEST_DOCUMENT = 64L << 20;
    private static final Set<String> DOCUMENTS = Set.of("json", "txt", "md", "npy", "model");
    private static final Set<String> PICKLES =
            Set.of("bin", "pt", "pth", "ckpt", "pkl", "pickle", "joblib", "msgpack", "h5");
    private static final Set<String> SPOKEN = Set.of("LICENSE", "LICENCE", "NOTICE", "COPYING", "README");
    /** Written anew. */
    private static final Set<String> OURS = Set.of("bundle.yaml", Fingerprints.FILE);

    public Selection {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    public static Selection of(SourceTree tree, ModelBundle bundle) {
        Set<String> named = named(tree.root(), bundle);
        List<String> files = new ArrayList<>();
        List<Remark> leftOut = new ArrayList<>();
        for (String name : tree.files()) {
            if (OURS.contains(name)) {
                continue;
            }
            Optional<String> against = named.contains(name)
                    ? Optional.empty()
                    : against(name, tree.root().resolve(name));
            against.ifPresentOrElse(reason -> leftOut.add(new Remark(name, reason)), () -> files.add(name));
        }
        tree.hidden().forEach(name -> leftOut.add(new Remark(name, "it is hidden")));
        return new Selection(files, leftOut);
    }

    private static Set<String> named(Path root, ModelBundle bundle) {
        Set<Path> paths = new TreeSet<>();
        for (Path model : bundle.components().values()) {
            paths.add(model);
            paths.addAll(GraphFile.inspect(model).externalData());
        }
        bundle.details().card().ifPresent(paths::add);
        bundle.details().vocabulary().ifPresent(paths::add);
        Set<String> names = new TreeSet<>();
        paths.forEach(path -> names.add(root.relativize(path).toString().replace('\\', '/')));
        return names;
    }

    /** Why a file that no graph refers to is not taken. */
    private static Optional<String> against(String name, Path file) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        String ending = last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (PICKLES.contains(ending)) {
            return Optional.of("weights of another program, and perhaps a pickle; no graph refers to it");
        }
        if (ending.equals("safetensors") || ending.startsWith("onnx")) {
            return Optional.of("no graph of the bundle refers to it");
        }
        boolean document = DOCUMENTS.contains(ending) || SPOKEN.stream().anyMatch(last::startsWith);
        if (!document) {
            return Optional.of("a bundle has no use for it");
        }
        return size(file) > LARGEST_DOCUMENT
                ? Optional.of("a document over " + (LARGEST_DOCUMENT >> 20) + " MiB")
                : Optional.empty();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
