package org.skiagraph.app.cohorts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiagraph.app.files.Digests;

/**
 * What is kept of a row that is done: a row of the tables for each image, and the digest of every file.
 *
 * @param files SHA-256 by path in the cohort's directory
 */
record FinishedRow(List<ObjectNode> images, Map<String, String> files) {
    FinishedRow {
        images = List.copyOf(images);
    }

    int segmentations() {
        return (int) images.stream()
                .filter(image -> !image.path("segmentation").asText().isEmpty())
                .count();
    }

    void write(Path journal) {
        ObjectNode node = Trees.object();
        images.forEach(node.putArray("images")::add);
        ObjectNode digests = node.putObject("files");
        new TreeMap<>(files).forEach(digests::put);
        WholeFile.write(journal, Trees.pretty(node));
    }

    /** Empty if the row was not finished. */
    static Optional<FinishedRow> read(Path journal) {
        if (Files.notExists(journal)) {
            return Optional.empty();
        }
        JsonNode node = Trees.read(journal);
        List<ObjectNode> images = new ArrayList<>();
        node.path("images").forEach(image -> images.add((ObjectNode) image));
        Map<String, String> files = new TreeMap<>();
        node.path("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
        return Optional.of(new FinishedRow(images, files));
    }

    /** Whether every file is still what was written. */
    boolean isWhole(Path root) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                if (!Files.isRegularFile(path) || !Digests.hex(path).equals(file.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
