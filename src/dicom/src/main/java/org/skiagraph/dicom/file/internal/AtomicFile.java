package org.skiagraph.dicom.file.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.skiagraph.domain.Retryable;

/** Files that appear whole or not at all: temporary name, fsync, rename, fsync of the directory. */
public final class AtomicFile {
    private AtomicFile() {}

    public static void write(Path file, byte[] bytes) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw failed(file, temporary, e);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Retryable failed(Path file, Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException secondary) {
            cause.addSuppressed(secondary);
        }
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
