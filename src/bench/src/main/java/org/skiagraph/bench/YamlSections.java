package org.skiagraph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lines of each top-level section of a YAML file, its key included; no blanks, no comments. */
final class YamlSections {
    private YamlSections() {}

    static Map<String, Integer> lines(Path file) throws IOException {
        Map<String, Integer> lines = new LinkedHashMap<>();
        String section = "";
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                section = line.substring(0, line.indexOf(':'));
            }
            lines.merge(section, 1, Integer::sum);
        }
        return lines;
    }
}
