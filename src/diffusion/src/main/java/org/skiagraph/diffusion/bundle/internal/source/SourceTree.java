package org.skiagraph.diffusion.bundle.internal.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/**
 * A source whose files have been looked at: plain files with plain names, all inside.
 *
 * @param root where they lie
 * @param files relative names with slashes
 * @param hidden entries that were passed over
 */
public record SourceTree(Path root, List<String> files, List<String> hidden) {
    /** What macOS puts into a ZIP beside the files. */
    private static final String LEFTOVERS = "__MACOSX";

    public SourceTree {
        files = files.stream().sorted().toList();
        hidden = List.copyOf(hidden);
    }

    /**
     * @param unpacked an empty place for the files of a ZIP
     * @throws Rejected if it is neither directory nor ZIP, or not safe to read
     */
    public static SourceTree open(Path source, Path unpacked, ProgressListener listener) {
        if (Files.isDirectory(source)) {
            return DirectoryWalk.of(source, listener);
        }
        if (!Files.isRegularFile(source)) {
            throw new Rejected(
                    source.toString(),
                    Files.exists(source)
                            ? "it is neither a directory nor a file"
                            : "there is no such directory or file",
                    "Give a model's directory, or a ZIP file of it");
        }
        ZipUnpacking.unpack(source, unpacked, listener);
        return DirectoryWalk.of(top(unpacked, DirectoryWalk.of(unpacked, listener)), listener);
    }

    /** Where a ZIP has one directory at its top and nothing beside it, that is the model. */
    private static Path top(Path root, SourceTree tree) {
        Set<String> tops = tree.files().stream()
                .map(name -> name.substring(0, Math.max(0, name.indexOf('/'))))
                .filter(top -> !top.equals(LEFTOVERS))
                .collect(Collectors.toSet());
        return tops.size() == 1 ? root.resolve(tops.iterator().next()) : root;
    }
}
