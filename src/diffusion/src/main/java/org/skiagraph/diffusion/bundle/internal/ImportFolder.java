package org.skiagraph.diffusion.bundle.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Where a bundle grows before it appears: a hidden directory beside its place, gone again unless it was published. */
public final class ImportFolder implements AutoCloseable {
    private static final Set<ImportFolder> UNPUBLISHED = ConcurrentHashMap.newKeySet();

    private final Path parent;
    private final Path working;
    private final Deque<Path> made;
    private boolean published;

    private ImportFolder(Path parent, Path working, Deque<Path> made) {
        this.parent = parent;
        this.working = working;
        this.made = made;
    }

    /** @param parent directory of bundles; made if it does not exist */
    static ImportFolder create(Path parent) {
        Deque<Path> made = new ArrayDeque<>();
        for (Path path = parent; path != null && Files.notExists(path); path = path.getParent()) {
            made.addLast(path);
        }
        try {
            Files.createDirectories(parent);
            ImportFolder folder = new ImportFolder(parent, Files.createTempDirectory(parent, ".import-"), made);
            UNPUBLISHED.add(folder);
            Files.createDirectory(folder.unpacked());
            Files.createDirectory(folder.bundle());
            return folder;
        } catch (IOException e) {
            made.forEach(ImportFolder::deleteQuietly);
            throw new Rejected("into", parent + " cannot be written", "Give --into a directory you may write", e);
        }
    }

    /** For the files of a ZIP. */
    Path unpacked() {
        return working.resolve("unpacked");
    }

    /** For the bundle's files. */
    Path bundle() {
        return working.resolve("bundle");
    }

    /** Gives the bundle its name, for good. */
    Path publish(String name) {
        Path place = parent.resolve(name);
        try {
            try (Stream<Path> tree = Files.walk(bundle())) {
                for (Path directory : tree.filter(Files::isDirectory).toList()) {
                    sync(directory);
                }
            }
            Files.move(bundle(), place, StandardCopyOption.ATOMIC_MOVE);
            published = true;
            sync(parent);
            return place;
        } catch (IOException e) {
            throw new Retryable(place.toString(), "it cannot be given its name", "Look at what is there already", e);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Takes away whatever no one published; for a program that is being stopped. */
    public static void removeUnpublished() {
        List.copyOf(UNPUBLISHED).forEach(ImportFolder::close);
    }

    @Override
    public void close() {
        if (!UNPUBLISHED.remove(this)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(working)) {
            tree.sorted(Comparator.reverseOrder()).forEach(ImportFolder::deleteQuietly);
        } catch (IOException e) {
            // Its parent stays then, and with it the evidence.
        }
        if (!published) {
            made.forEach(ImportFolder::deleteQuietly);
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A directory with something in it is not ours to take away.
        }
    }
}
