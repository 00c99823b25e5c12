package org.skiagraph.diffusion.bundle.internal.source;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Lists a directory: regular files only, links only where they stay inside, hidden entries passed over. */
final class DirectoryWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Path realRoot;
    private final EntryNames names;
    private final SourceLimits limits;
    private final ProgressListener listener;
    private final List<String> files = new ArrayList<>();
    private final List<String> hidden = new ArrayList<>();

    private DirectoryWalk(Path root, ProgressListener listener) throws IOException {
        this.root = root;
        this.realRoot = root.toRealPath();
        this.names = new EntryNames(root.toString());
        this.limits = new SourceLimits(root.toString());
        this.listener = listener;
    }

    static SourceTree of(Path root, ProgressListener listener) {
        try {
            DirectoryWalk walk = new DirectoryWalk(root, listener);
            Files.walkFileTree(root, walk);
            return new SourceTree(root, walk.files, walk.hidden);
        } catch (NoSuchFileException e) {
            throw new Rejected(root.toString(), "it changes while it is read", "Import it when it is at rest", e);
        } catch (IOException e) {
            throw new Retryable(root.toString(), "it cannot be read", "Check its permissions and the disk", e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        listener.stopIfCancelled();
        if (directory.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        if (isHidden(directory)) {
            hidden.add(name(directory) + "/");
            return FileVisitResult.SKIP_SUBTREE;
        }
        names.requireSafe(name(directory));
        limits.add(name(directory), 0);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            requireInside(file);
        } else if (!attributes.isRegularFile()) {
            throw new Rejected(file.toString(), "it is a device, a pipe or a socket", "Take it out of the directory");
        }
        if (isHidden(file)) {
            hidden.add(name(file));
            return FileVisitResult.CONTINUE;
        }
        names.add(name(file));
        limits.add(name(file), Files.size(file));
        files.add(name(file));
        return FileVisitResult.CONTINUE;
    }

    private void requireInside(Path link) throws IOException {
        Path target;
        try {
            target = link.toRealPath();
        } catch (NoSuchFileException e) {
            throw new Rejected(link.toString(), "it is a link to nothing", "Remove it, or copy the file there", e);
        }
        if (!target.startsWith(realRoot)) {
            throw new Rejected(
                    link.toString(),
                    "it is a link that leads out of the directory",
                    "Copy the directory with `cp -rL`, look at the copy, and import that");
        }
        if (!Files.isRegularFile(target)) {
            throw new Rejected(link.toString(), "it is a link to a directory", "Copy the directory into its place");
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private String name(Path path) {
        return root.relativize(path).toString().replace(root.getFileSystem().getSeparator(), "/");
    }
}
