package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiagraph.domain.Rejected;
import org.yaml.snakeyaml.LoaderOptions;

/** JSON and YAML files from anywhere, read within bounds. */
public final class Documents {
    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 32;
    private static final int MOST_ALIASES = 10;
    private static final int LONGEST_SHOWN = 80;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());
    private static final ObjectMapper YAML =
            new ObjectMapper(YAMLFactory.builder().loaderOptions(yamlBounds()).build());

    private Documents() {}

    private static LoaderOptions yamlBounds() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    static JsonNode yaml(Path file) {
        return read(YAML, file);
    }

    /** One of our own, beside this class. */
    static JsonNode resource(String name) {
        try (InputStream in = Documents.class.getResourceAsStream(name)) {
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(Path file) {
        return read(JSON, file);
    }

    /** The file, or a missing node where there is none. */
    static JsonNode jsonIfPresent(Path file) {
        return Files.exists(file) ? json(file) : MissingNode.getInstance();
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Rejected(
                        file.toString(), "it is larger than " + LARGEST + " bytes", "Use the model's own file");
            }
            JsonNode root = mapper.readTree(Files.readString(file));
            if (!root.isObject()) {
                throw new Rejected(
                        file.toString(), "it is not an object of keys and values", "Use the model's own file");
            }
            return root;
        } catch (IOException | RuntimeException e) {
            if (e instanceof Rejected rejected) {
                throw rejected;
            }
            throw new Rejected(file.toString(), "it cannot be read as JSON or YAML", "Use the model's own file", e);
        }
    }

    static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
