package org.skiagraph.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.skiagraph.app.files.WholeFiles;

/** A directory of each test's own, with others around it in which nothing may come, go or change. */
public final class Surroundings implements BeforeEachCallback, AfterEachCallback {
    private Path parent;
    private Path own;
    private Map<Path, String> before;

    /** Makes it, three levels below a directory that is removed at the end. */
    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        parent = Files.createTempDirectory("surroundings");
        Files.createDirectories(parent.resolve("elsewhere"));
        own = Files.createDirectories(parent.resolve("one/two/own"));
        before = look();
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        try {
            assertThat(look()).isEqualTo(before);
        } finally {
            WholeFiles.deleteTree(parent);
        }
    }

    public Path own() {
        return own;
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
    private Map<Path, String> look() throws IOException {
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
