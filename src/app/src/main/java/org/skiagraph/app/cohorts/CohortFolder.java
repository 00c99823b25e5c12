package org.skiagraph.app.cohorts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * A cohort's directory, which one process at a time writes into. Studies are made in a hidden folder of it and move to their
 * place when they are complete, so whatever bears a name there is whole. Closing it before the run has begun takes away
 * what it made.
 */
final class CohortFolder implements AutoCloseable {
    private static final int LONGEST_HOLDER = 64;
    private static final String LOCK = ".lock";
    private static final String WORKING = ".working";
    /** Two underscores keep what is no picture of the cohort out of an imagefolder. */
    private static final String MASKS = "__masks";

    private static final String THUMBNAILS = "__thumbnails";

    /** A lock is the process's, so this one must not lock twice, nor open the lock's file again. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final Deque<Path> made;
    private final FileChannel channel;
    private final FileLock lock;

    private CohortFolder(Path root, Deque<Path> made, FileChannel channel, FileLock lock) {
        this.root = root;
        this.made = made;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @throws Retryable naming the process that is at work there
     * @throws Rejected if it cannot be written, or holds something that is no cohort
     */
    static CohortFolder open(Path out) {
        Path root = out.toAbsolutePath().normalize();
        if (!HELD.add(root)) {
            throw busy(root, me());
        }
        try {
            return locked(root);
        } catch (IOException e) {
            HELD.remove(root);
            throw new Rejected("out", out + " cannot be written", "Give --out a directory you may write", e);
        } catch (RuntimeException e) {
            HELD.remove(root);
            throw e;
        }
    }

    private static CohortFolder locked(Path root) throws IOException {
        Deque<Path> made = new ArrayDeque<>();
        for (Path path = root; path != null && Files.notExists(path); path = path.getParent()) {
            made.addLast(path);
        }
        Files.createDirectories(root);
        requireOurs(root);
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        CohortFolder folder = new CohortFolder(root, made, channel, lock(root, channel));
        WholeFile.deleteTree(root.resolve(WORKING));
        return folder;
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

    /** Behind the text, so that others can read who holds it. */
    private static FileLock lock(Path root, FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        if (lock == null) {
            ByteBuffer holder = ByteBuffer.allocate(LONGEST_HOLDER);
            channel.read(holder, 0);
            channel.close();
            throw busy(root, new String(holder.array(), 0, holder.position(), StandardCharsets.UTF_8));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(me().getBytes(StandardCharsets.UTF_8)), 0);
        return lock;
    }

    private static String me() {
        return "process " + ProcessHandle.current().pid();
    }

    private static Retryable busy(Path root, String holder) {
        return new Retryable(
                "out", root + " is being written by " + holder, "Wait for it to end, or give another --out");
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

    /** The lock's file stays, empty: who opens it meanwhile must find the same one. */
    @Override
    public void close() {
        try {
            WholeFile.deleteTree(working());
            channel.truncate(0);
            boolean begun = Files.exists(root.resolve(RunFile.NAME));
            if (!begun) {
                Files.deleteIfExists(root.resolve(LOCK));
            }
            lock.release();
            channel.close();
            if (!begun) {
                for (Path directory : made) {
                    Files.deleteIfExists(directory);
                }
            }
        } catch (IOException e) {
            // Nothing of the cohort depends on it; what is left is hidden, and taken away by the next run.
        } finally {
            HELD.remove(root);
        }
    }
}
