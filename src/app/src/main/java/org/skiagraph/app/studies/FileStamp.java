package org.skiagraph.app.studies;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a file or a directory's files look from outside, to see whether they changed since.
 *
 * @param files "relative/path bytes time", sorted; empty where there is nothing
 */
record FileStamp(List<String> files) {
    static FileStamp of(Path root) {
        if (Files.notExists(root)) {
            return new FileStamp(List.of());
        }
        try (Stream<Path> tree = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = tree.filter(Files::isRegularFile).sorted().toList();
            return new FileStamp(found.stream().map(file -> line(root, file)).toList());
        } catch (IOException | RuntimeException e) {
            // What cannot be looked at is like nothing else, so that it is read, and its failure told.
            return new FileStamp(List.of(String.valueOf(System.nanoTime())));
        }
    }

    private static String line(Path root, Path file) {
        try {
            return root.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
