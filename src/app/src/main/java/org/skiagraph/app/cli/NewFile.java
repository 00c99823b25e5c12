package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.skiagraph.app.files.WholeFiles;
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
        try {
            WholeFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Rejected(field, file + " cannot be written", "Give a file in a directory you may write", e);
        }
    }
}
