package org.skiagraph.dicom.file.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.skiagraph.domain.Retryable;

/** Files that appear whole or not at all: temporary name, fsync, rename, fsync of the directory. */
public final class AtomicFile {
    private AtomicFile() {}

    public static void write(Path file, byte[] bytes) {
        write(file, bytes, temporary -> {});
    }

    /**
     * Writes, looks at what was written, and only then lets it appear.
     *
     * @param check reads the file under its temporary name; what it throws leaves nothing behind
     */
    public static void write(Path file, byte[] bytes, Consumer<Path> check) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            writeThrough(temporary, bytes);
            check.accept(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            delete(temporary, e);
            throw failed(file, e);
        } catch (RuntimeException e) {
            delete(temporary, e);
            throw e;
        }
    }

    private static void writeThrough(Path temporary, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Takes a file away on the way out of a failure, which is what people must hear of. */
    public static void delete(Path file, Throwable failure) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException secondary) {
            failure.addSuppressed(secondary);
        }
    }

    private static Retryable failed(Path file, IOException cause) {
        return new Retryable(
                file.toString(),
                isFull(file, cause) ? "the disk is full" : "it cannot be written",
                "Free space or choose another --out, and run the command again",
                cause);
    }

    private static boolean isFull(Path file, IOException cause) {
        if (String.valueOf(cause.getMessage()).contains("No space left")) {
            return true;
        }
        try {
            FileStore store = Files.getFileStore(file.toAbsolutePath().getParent());
            return store.getUsableSpace() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
