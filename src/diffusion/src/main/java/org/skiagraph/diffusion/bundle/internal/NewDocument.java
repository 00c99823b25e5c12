package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.skiagraph.domain.Retryable;

/** Writes the documents of a bundle that has not appeared yet. */
final class NewDocument {
    private static final String HEAD =
            "# Written by `skiagraph models import`. Change it at will: it is the only file" + " without a SHA-256.\n";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    /** Texts stay in quotes: a digest or a name may look like a number. */
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private NewDocument() {}

    /** @return its SHA-256 */
    static String json(Path file, JsonNode tree) {
        write(file, JSON, "", tree);
        return Digests.ofFile(file);
    }

    static void yaml(Path file, JsonNode tree) {
        write(file, YAML, HEAD, tree);
    }

    private static void write(Path file, ObjectMapper mapper, String head, JsonNode tree) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            String text = head + mapper.writeValueAsString(tree).stripTrailing() + "\n";
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new Retryable(file.toString(), "it cannot be written", "Check permissions and disk", e);
        }
    }
}
