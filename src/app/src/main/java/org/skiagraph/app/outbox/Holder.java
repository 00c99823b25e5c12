package org.skiagraph.app.outbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.skiagraph.domain.Retryable;

/** A lock that the operating system gives up when its process ends, however that ends; the file says who has it. */
final class Holder implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private Holder(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes it, unless somebody alive has it. */
    static Optional<Holder> tryTake(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode("process "
                    + ProcessHandle.current().pid() + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS)));
            return Optional.of(new Holder(channel, lock));
        } catch (IOException e) {
            throw new Retryable("outbox", file + " cannot be locked", "Look at its permissions and disk", e);
        }
    }

    /** @throws Retryable naming who has it */
    static Holder take(Path file, String what) {
        return tryTake(file)
                .orElseThrow(() -> new Retryable(
                        "outbox", what + " is held by " + who(file), "Let it finish, or end it, and try again"));
    }

    /** Whether somebody alive has it. */
    static boolean isHeld(Path file) {
        if (Files.notExists(file)) {
            return false;
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
                FileLock lock = lock(open.getChannel())) {
            return lock == null;
        } catch (IOException e) {
            return true;
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String who(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "another process";
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // The end of the process gives it up.
        }
    }
}
