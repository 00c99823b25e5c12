package org.skiagraph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines of a Java file that say something: no blanks, comments, imports or package. */
final class SourceLines {
    private SourceLines() {}

    static int count(Path file) throws IOException {
        int lines = 0;
        boolean comment = false;
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            comment |= text.startsWith("/*");
            boolean code = !comment && !text.isEmpty() && !text.startsWith("//");
            if (code && !text.startsWith("import ") && !text.startsWith("package ")) {
                lines++;
            }
            comment &= !text.endsWith("*/");
        }
        return lines;
    }
}
