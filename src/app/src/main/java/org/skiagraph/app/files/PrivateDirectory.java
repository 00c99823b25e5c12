package org.skiagraph.app.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A directory that nobody else can look into, for as long as its process lives. What a process left behind that was killed is
 * taken away when the next one is made beside it.
 */
public final class PrivateDirectory implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path path;
    private final ProcessLock holder;

    private PrivateDirectory(Path path, ProcessLock holder) {
        this.path = path;
        this.holder = holder;
    }

    /** @param root of these directories, which is made if it does not exist */
    public static PrivateDirectory under(Path root) throws IOException {
        Files.createDirectories(root);
        sweep(root);
        Path path = root.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        // Held before it is there: a directory without a holder is swept.
        ProcessLock holder = ProcessLock.tryTake(lock(path), ProcessLock.me())
                .orElseThrow(() -> new IOException(lock(path) + " is held"));
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new PrivateDirectory(path, holder);
    }

    public Path path() {
        return path;
    }

    private static void sweep(Path root) throws IOException {
        List<Path> all;
        try (Stream<Path> children = Files.list(root)) {
            all = children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path one : all) {
            if (!ProcessLock.isHeld(lock(one))) {
                try {
                    WholeFiles.deleteTree(one);
                    Files.deleteIfExists(lock(one));
                } catch (IOException e) {
                    // Another process is at it, or the next one tries again.
                }
            }
        }
    }

    private static Path lock(Path directory) {
        return directory.resolveSibling(directory.getFileName() + LOCK);
    }

    /** Takes it away with all that is in it. What can be deleted is, also if something else cannot. */
    @Override
    public void close() throws IOException {
        WholeFiles.deleteTree(path);
        Files.deleteIfExists(lock(path));
        holder.close();
    }
}
