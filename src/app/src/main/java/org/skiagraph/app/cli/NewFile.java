package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.skiagraph.domain.Rejected;

/** Text files that appear whole. */
final class NewFile {
    private NewFile() {}

    /**
     * Writes under a temporary name, syncs, renames.
     *
     * @param field the option that named the file
     * @throws Rejected if it cannot be written
     */
    static void write(String field, Path file, String text) {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Rejected(field, file + " cannot be written", "Give a file in a directory you may write", e);
        }
    }
}
