package org.skiagraph.app.cohorts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.skiagraph.domain.Retryable;

/** Files and folders that appear whole or not at all: temporary name, fsync, rename, fsync of the directory. */
final class WholeFile {
    private WholeFile() {}

    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes; what was there before is replaced. */
    static void write(Path file, byte[] bytes) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(file.getParent());
        } catch (IOException e) {
            delete(temporary, e);
            throw failed(file, e);
        }
    }

    private static void delete(Path temporary, IOException cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Gives a finished folder its place; an unfinished one that an earlier run left there makes way in one step. */
    static void place(Path folder, Path target) {
        Path former = folder.resolveSibling(folder.getFileName() + ".former");
        try {
            Files.createDirectories(target.getParent());
            if (Files.exists(target)) {
                Files.move(target, former, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            sync(target.getParent());
            deleteTree(former);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(root)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Retryable failed(Path file, IOException cause) {
        boolean full = String.valueOf(cause.getMessage()).contains("No space left");
        return new Retryable(
                file.toString(),
                full ? "the disk is full" : "it cannot be written",
                "Free space or mend the permissions, and run the command again with the same --out and --run-id",
                cause);
    }
}
