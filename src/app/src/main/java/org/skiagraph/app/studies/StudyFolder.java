package org.skiagraph.app.studies;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * A study's folder, which appears whole or not at all: files go into a hidden folder beside it that is renamed at the
 * end. Closing one that was not published takes away all that it made, parent directories included.
 */
final class StudyFolder implements AutoCloseable {
    private static final Set<StudyFolder> UNPUBLISHED = ConcurrentHashMap.newKeySet();

    private final Path published;
    private final Path working;
    private final Deque<Path> made;

    private StudyFolder(Path published, Path working, Deque<Path> made) {
        this.published = published;
        this.working = working;
        this.made = made;
    }

    /**
     * @throws Rejected if OUT cannot be written
     * @throws Retryable if the disk is full
     */
    static StudyFolder create(Path out, String name) {
        Path parent = out.toAbsolutePath().normalize();
        Deque<Path> made = missing(parent);
        StudyFolder folder = new StudyFolder(parent.resolve(name), parent.resolve("." + name + ".partial"), made);
        UNPUBLISHED.add(folder);
        try {
            Files.createDirectories(parent);
            // Left by a process that was killed; a study's name is its own.
            deleteTree(folder.working);
            Files.createDirectory(folder.working);
            return folder;
        } catch (IOException e) {
            folder.close();
            throw unwritable(out, e);
        }
    }

    /** Where files are written until {@link #publish}. */
    Path working() {
        return working;
    }

    /** Gives the folder its name. */
    Path publish() {
        try {
            Files.move(working, published, StandardCopyOption.ATOMIC_MOVE);
            WholeFiles.sync(published.getParent());
        } catch (IOException e) {
            throw unwritable(published, e);
        }
        UNPUBLISHED.remove(this);
        return published;
    }

    /** Takes away whatever no one published; for a program that is being stopped. */
    static void removeUnpublished() {
        List.copyOf(UNPUBLISHED).forEach(StudyFolder::close);
    }

    @Override
    public void close() {
        if (!UNPUBLISHED.remove(this)) {
            return;
        }
        deleteTree(working);
        for (Path directory : made) {
            if (!deleteQuietly(directory)) {
                return;
            }
        }
    }

    /** Directories that do not exist yet, deepest first. */
    private static Deque<Path> missing(Path directory) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory; path != null && Files.notExists(path); path = path.getParent()) {
            missing.addLast(path);
        }
        return missing;
    }

    private static void deleteTree(Path root) {
        try {
            WholeFiles.deleteTree(root);
        } catch (IOException e) {
            // Its parent stays then, and with it the evidence.
        }
    }

    private static boolean deleteQuietly(Path path) {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException e) {
            return false;
        }
    }

    private static Failure unwritable(Path out, IOException e) {
        if (String.valueOf(e.getMessage()).contains("No space left")) {
            return new Retryable("out", "the disk is full", "Free some space, or give another --out", e);
        }
        return new Rejected("out", out + " cannot be written" + reason(e), "Give --out a directory you may write", e);
    }

    /** What the file system says, where it says it. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return " (permission denied)";
        }
        if (e instanceof FileAlreadyExistsException) {
            return " (something else is in the way)";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? " (" + system.getReason() + ")"
                : "";
    }
}
