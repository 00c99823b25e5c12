package org.skiagraph.app.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock that the operating system takes away when its process ends, however that ends. The file says who has it, before the
 * locked region, so that others can read it.
 */
public final class ProcessLock implements AutoCloseable {
    private static final long BEHIND_THE_TEXT = Long.MAX_VALUE - 1;

    /** A lock is the process's: closing its file anywhere in the process gives it up, so nobody here may open it again. */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private ProcessLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** "process 4711" */
    public static String me() {
        return "process " + ProcessHandle.current().pid();
    }

    /**
     * Takes it, unless somebody alive has it.
     *
     * @param file whose directory exists
     * @param text what others are told
     */
    public static Optional<ProcessLock> tryTake(Path file, String text) throws IOException {
        Path place = file.toAbsolutePath().normalize();
        if (HELD.putIfAbsent(place, text) != null) {
            return Optional.empty();
        }
        Optional<ProcessLock> taken = Optional.empty();
        try {
            taken = locked(place, text);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(place);
            }
        }
    }

    private static Optional<ProcessLock> locked(Path file, String text) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Optional<ProcessLock> taken = Optional.empty();
        try {
            FileLock lock = channel.tryLock(BEHIND_THE_TEXT, 1, false);
            if (lock != null) {
                channel.truncate(0);
                channel.write(StandardCharsets.UTF_8.encode(text));
                taken = Optional.of(new ProcessLock(file, channel, lock));
            }
            return taken;
        } finally {
            if (taken.isEmpty()) {
                channel.close();
            }
        }
    }

    /** Whether somebody alive has it. */
    public static boolean isHeld(Path file) {
        Path place = file.toAbsolutePath().normalize();
        if (HELD.containsKey(place)) {
            return true;
        }
        if (Files.notExists(place)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(BEHIND_THE_TEXT, 1, false)) {
            return lock == null;
        } catch (IOException e) {
            return true;
        }
    }

    /** What its holder told. */
    public static String holder(Path file) {
        Path place = file.toAbsolutePath().normalize();
        String ours = HELD.get(place);
        try {
            return ours == null ? Files.readString(place) : ours;
        } catch (IOException e) {
            return "another process";
        }
    }

    /** The file stays, empty: who opens it meanwhile must find the same one. */
    @Override
    public void close() {
        try {
            channel.truncate(0);
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The end of the process gives it up.
        } finally {
            HELD.remove(file);
        }
    }
}
