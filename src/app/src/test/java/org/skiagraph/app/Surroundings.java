package org.skiagraph.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of a test's own with others around it, in which nothing may come, go or change. */
public record Surroundings(Path parent, Path own) {
    /** Makes it, three levels below the parent. */
    public static Surroundings in(Path parent) throws IOException {
        Files.createDirectories(parent.resolve("elsewhere"));
        return new Surroundings(parent, Files.createDirectories(parent.resolve("one/two/own")));
    }

    /** Values that lead elsewhere, or nowhere. */
    public List<String> hostile() {
        return List.of(
                "../../../elsewhere/x",
                parent.resolve("elsewhere/x").toString(),
                "..",
                "a/\0",
                "a\nb",
                "../".repeat(21_846) + "x");
    }

    /** Size and time of all but what is the test's own. */
    public Map<Path, String> look() throws IOException {
        Map<Path, String> seen = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(parent)) {
            for (Path path : tree.filter(path -> !path.startsWith(own)).toList()) {
                boolean holdsOwn = own.startsWith(path);
                seen.put(path, holdsOwn ? "" : Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
        }
        return seen;
    }
}
