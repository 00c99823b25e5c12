package org.skiagraph.app.cohorts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.domain.Retryable;

/** A cohort's files and folders, which appear whole or not at all, and say how to go on where one cannot be written. */
final class WholeFile {
    private WholeFile() {}

    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes; what was there before is replaced. */
    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            WholeFiles.write(file, bytes);
        } catch (IOException e) {
            throw failed(file, e);
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
            WholeFiles.sync(target.getParent());
            WholeFiles.deleteTree(former);
        } catch (IOException e) {
            throw failed(target, e);
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
