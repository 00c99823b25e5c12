package org.skiagraph.diffusion.prompt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.diffusion.prompt.Tokenizer;
import org.skiagraph.diffusion.prompt.Tokenizers;

/** A directory with tokenizer.json instead of CLIP's two files. */
class TokenizerJsonTest {
    private static final String TEXT = "Chest X-ray, showing RIGHT lower-lobe pneumonia!";

    @TempDir
    Path directory;

    @Test
    void tokenizerJsonGivesTheSameIdsAndItsOwnPaddingAndCuttingAreSetAside() throws IOException {
        Path source = Shipped.reference("sd15").resolve("tokenizer");
        ObjectNode json = ClipTokenizerJson.build(source, SpecialTokenNames.read(source));
        json.putObject("truncation")
                .put("max_length", 3)
                .put("strategy", "LongestFirst")
                .put("stride", 0)
                .put("direction", "Right");
        Files.writeString(directory.resolve("tokenizer.json"), json.toString());
        Files.copy(source.resolve("special_tokens_map.json"), directory.resolve("special_tokens_map.json"));

        try (Tokenizer built = Tokenizers.open(source, 77);
                Tokenizer given = Tokenizers.open(directory, 77)) {
            assertThat(given.encode(TEXT).ids())
                    .isEqualTo(built.encode(TEXT).ids())
                    .hasSizeGreaterThan(3);
            assertThat(given.frame(new long[] {1, 2})).isEqualTo(built.frame(new long[] {1, 2}));
        }
    }
}
