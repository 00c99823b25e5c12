package org.skiagraph.app.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.skiagraph.app.files.ProcessLock;
import org.skiagraph.app.files.WholeFiles;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** The file of the destinations that were made over the API: keys by name. It has no secrets, only where they are. */
final class SavedDestinations {
    private static final int LARGEST = 4 << 20;
    /** More than any site has. */
    private static final int MOST = 256;

    private static final int DEEPEST = 4;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private final Path file;

    SavedDestinations(Path file) {
        this.file = file;
    }

    /**
     * @throws Rejected if it is not what we wrote
     * @throws Retryable if it cannot be read
     */
    Map<String, Map<String, String>> read() {
        if (Files.notExists(file)) {
            return new TreeMap<>();
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw damaged(null);
            }
            return named(JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be read", "See to its permissions and its disk", e);
        }
    }

    /**
     * Writes it anew. One that is damaged is laid aside, and all that it held is to be made again.
     *
     * @throws Rejected if there would be too much of it
     * @throws Retryable if another process is about to, or it cannot be read or written
     */
    void change(Consumer<Map<String, Map<String, String>>> change) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ProcessLock lock = ProcessLock.tryTake(file.resolveSibling(file.getFileName() + ".lock"), ProcessLock.me())
                    .orElseThrow(
                            () -> new Retryable(file.toString(), "another change of it is under way", "Try again"));
            try (lock) {
                Map<String, Map<String, String>> all = readOrLaidAside();
                int before = all.size();
                change.accept(all);
                byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(all));
                if (bytes.length > LARGEST || (all.size() > MOST && all.size() > before)) {
                    throw new Rejected(
                            "destinations",
                            "there is room for " + MOST + " of the API and " + (LARGEST >> 20) + " MiB in all",
                            "Forget some, or say less");
                }
                WholeFiles.writePrivate(file, bytes);
            }
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be written", "Check the disk and the rights", e);
        }
    }

    private Map<String, Map<String, String>> readOrLaidAside() throws IOException {
        try {
            return read();
        } catch (Rejected e) {
            Files.copy(
                    file,
                    file.resolveSibling(file.getFileName() + ".damaged"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            return new TreeMap<>();
        }
    }

    private Map<String, Map<String, String>> named(JsonNode tree) {
        if (!tree.isObject()) {
            throw damaged(null);
        }
        Map<String, Map<String, String>> all = new TreeMap<>();
        tree.properties().forEach(one -> {
            Map<String, String> values = new TreeMap<>();
            one.getValue()
                    .properties()
                    .forEach(key -> values.put(key.getKey(), key.getValue().asText()));
            all.put(one.getKey(), values);
        });
        return all;
    }

    private static ObjectNode tree(Map<String, Map<String, String>> all) {
        ObjectNode tree = JSON.createObjectNode();
        all.forEach((name, values) -> new TreeMap<>(values).forEach(tree.putObject(name)::put));
        return tree;
    }

    private Rejected damaged(IOException cause) {
        return new Rejected(
                file.toString(),
                "it does not hold the destinations that were made over the API",
                "Restore it, or make them again",
                cause);
    }
}
