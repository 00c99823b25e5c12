package org.skiagraph.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

class VocabularyTest {
    @TempDir
    Path directory;

    @Test
    void aPieceIsKnownWithOrWithoutItsTokenizersMark() throws IOException {
        Vocabulary vocabulary = Vocabulary.read(file("[\"effusion\", \"##sion\", \"left</w>\"]"));

        assertThat(vocabulary.knows("effusion</w>")).isTrue();
        assertThat(vocabulary.knows("\u2581effusion")).isTrue();
        assertThat(vocabulary.knows("##effusion")).isTrue();
        assertThat(vocabulary.knows("##sion")).isTrue();
        assertThat(vocabulary.knows("left</w>")).isTrue();
        assertThat(vocabulary.knows("\u2581")).as("a blank says nothing").isTrue();
        assertThat(vocabulary.knows("zebra</w>")).isFalse();
        assertThat(vocabulary.knows("sion</w>")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1}", "[1, 2]", "[", "[]", "\"a\"", "[[[[[[\"a\"]]]]]]"})
    void whatIsNoListOfTextsIsRejectedByName(String text) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> Vocabulary.read(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("vocabulary");
    }

    @Test
    void aMissingFileIsRejectedByName() {
        Path file = directory.resolve("none.json");
        assertThatThrownBy(() -> Vocabulary.read(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("none.json");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("vocabulary.json"), text);
    }
}
