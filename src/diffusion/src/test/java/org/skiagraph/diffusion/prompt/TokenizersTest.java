package org.skiagraph.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.diffusion.prompt.PromptTokens.Range;
import org.skiagraph.domain.Rejected;

/** Framing, windows and what is left out; ids themselves are held against the reference. */
class TokenizersTest {
    @TempDir
    Path directory;

    @Test
    void aFrameIsStartContentEndAndPadding() {
        try (Tokenizer tokenizer = Tokenizers.open(Shipped.reference("sd21-v").resolve("tokenizer"), 77)) {
            long[] framed = tokenizer.frame(new long[] {5, 6});

            assertThat(framed).hasSize(77).startsWith(732, 5, 6, 733, 0, 0);
            assertThatThrownBy(() -> tokenizer.frame(new long[76])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatDoesNotFitIsQuotedFromItsFirstWord() {
        try (Tokenizer tokenizer = chest(12)) {
            PromptTokens tokens = tokenizer.encode("a b c d e f g 😀 pneumothorax ends here");

            assertThat(tokens.kept(tokenizer.capacity()).size()).isEqualTo(10);
            assertThat(tokens.leftOut(7)).isEqualTo("😀 pneumothorax ends here");
            assertThat(tokens.leftOut(tokens.size())).isEmpty();
        }
    }

    @Test
    void windowsLoseNothingAndDivideOnlyBetweenWords() {
        try (Tokenizer tokenizer = chest(77)) {
            PromptTokens tokens =
                    tokenizer.encode("pneumothorax cardiomegaly ".repeat(20).strip());

            List<Range> windows = tokens.windows(7);

            assertThat(windows.stream().flatMapToLong(window -> LongStream.of(tokens.ids(window))))
                    .containsExactly(LongStream.of(tokens.ids()).boxed().toArray(Long[]::new));
            assertThat(windows).hasSizeGreaterThan(5).allMatch(window -> window.size() <= 7);
            for (Range window : windows.subList(1, windows.size())) {
                assertThat(tokens.starts()[window.from()]).isGreaterThan(tokens.ends()[window.from() - 1]);
            }
        }
    }

    @Test
    void aWordLongerThanAWindowIsDivided() {
        try (Tokenizer tokenizer = chest(77)) {
            PromptTokens tokens = tokenizer.encode("x1y2z3".repeat(20));

            assertThat(tokens.windows(5)).hasSizeGreaterThan(5).allMatch(window -> window.size() <= 5);
        }
    }

    @Test
    void anEmptyPromptIsOneEmptyWindow() {
        try (Tokenizer tokenizer = chest(77)) {
            assertThat(tokenizer.encode("").windows(75)).containsExactly(new Range(0, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"vocab.json,{", "vocab.json,[]", "vocab.json,{}", "special_tokens_map.json,nonsense"})
    void damagedFilesAreRejectedByName(String file, String content) throws IOException {
        Path copy = Shipped.copy("sd15", directory).resolve("tokenizer");
        Files.writeString(copy.resolve(file), content);

        assertThatThrownBy(() -> Tokenizers.open(copy, 77))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(copy.toString());
    }

    @Test
    void missingFilesAreRejectedByName() throws IOException {
        Path copy = Shipped.copy("sd15", directory).resolve("tokenizer");
        Files.delete(copy.resolve("merges.txt"));

        assertThatThrownBy(() -> Tokenizers.open(copy, 77)).hasMessageContaining("merges.txt");
    }

    private static Tokenizer chest(int maxLength) {
        return Tokenizers.open(Shipped.onnx().resolve("chest-radiograph/tokenizer"), maxLength);
    }
}
