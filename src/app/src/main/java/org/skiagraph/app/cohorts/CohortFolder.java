package org.skiagraph.app.cohorts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Stream;
import org.skiagraph.app.files.ProcessLock;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * A cohort's directory, which one process at a time writes into. Studies are made in a hidden folder of it and move to their
 * place when they are complete, so whatever bears a name there is whole. Closing it before the run has begun takes away
 * what it made.
 */
final class CohortFolder implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final String WORKING = ".working";
    /** Two underscores keep what is no picture of the cohort out of an imagefolder. */
    private static final String MASKS = "__masks";

    private static final String THUMBNAILS = "__thumbnails";

    private final Path root;
    private final Deque<Path> made;
    private final ProcessLock lock;

    private CohortFolder(Path root, Deque<Path> made, ProcessLock lock) {
        this.root = root;
        this.made = made;
        this.lock = lock;
    }

    /**
     * @throws Retryable naming the process that is at work there
     * @throws Rejected if it cannot be written, or holds something that is no cohort
     */
    static CohortFolder open(Path out) {
        Path root = out.toAbsolutePath().normalize();
        try {
            return locked(root);
        } catch (IOException e) {
            throw new Rejected("out", out + " cannot be written", "Give --out a directory you may write", e);
        }
    }

    private static CohortFolder locked(Path root) throws IOException {
        Deque<Path> made = new ArrayDeque<>();
        for (Path path = root; path != null && Files.notExists(path); path = path.getParent()) {
            made.addLast(path);
        }
        Files.createDirectories(root);
        requireOurs(root);
        Path file = root.resolve(LOCK);
        ProcessLock lock = ProcessLock.tryTake(file, ProcessLock.me()).orElseThrow(() -> busy(root, file));
        WholeFiles.deleteTree(root.resolve(WORKING));
        return new CohortFolder(root, made, lock);
    }

    private static void requireOurs(Path root) throws IOException {
        if (Files.exists(root.resolve(RunFile.NAME))) {
            return;
        }
        try (Stream<Path> files = Files.list(root)) {
            if (files.anyMatch(file -> !file.getFileName().toString().startsWith("."))) {
                throw new Rejected(
                        "out", root + " holds something that is no cohort", "Give --out a directory of its own");
            }
        }
    }

    private static Retryable busy(Path root, Path lock) {
        return new Retryable(
                "out",
                root + " is being written by " + ProcessLock.holder(lock),
                "Wait for it to end, or give another --out");
    }

    Path root() {
        return root;
    }

    /** Where a study is made. */
    Path working() {
        return root.resolve(WORKING);
    }

    Path file(String name) {
        return root.resolve(name);
    }

    static String study(int row) {
        return String.format(Locale.ROOT, "studies/%06d", row);
    }

    static String journal(int row) {
        return String.format(Locale.ROOT, "rows/%06d.json", row);
    }

    static String mask(int row, String image) {
        return String.format(Locale.ROOT, "%s/%06d-%s.png", MASKS, row, image);
    }

    static String thumbnail(int row, String image) {
        return String.format(Locale.ROOT, "%s/%06d-%s.png", THUMBNAILS, row, image);
    }

    /** Nothing of the cohort depends on what cannot be deleted: it is hidden, and taken away by the next run. */
    @Override
    public void close() {
        boolean begun = Files.exists(root.resolve(RunFile.NAME));
        try (lock) {
            WholeFiles.deleteTree(working());
            if (!begun) {
                Files.deleteIfExists(root.resolve(LOCK));
            }
        } catch (IOException e) {
            return;
        }
        if (!begun) {
            deleteMade();
        }
    }

    private void deleteMade() {
        try {
            for (Path directory : made) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            // Somebody else has put something there.
        }
    }
}
