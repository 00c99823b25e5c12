package org.skiagraph.diffusion.conditioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.PromptTokens.Range;
import org.skiagraph.diffusion.prompt.WeightedText;

/** Prompts of over 200 words, on the real encoders of every family. */
class LongPromptsTest {
    private static final WeightedText LONG = WeightedText.plain(IntStream.range(0, 240)
            .mapToObj(i ->
                    List.of("effusion", "left", "pneumothorax", "of", "large").get(i % 5) + "-" + i)
            .collect(Collectors.joining(" ")));
    private static final WeightedText SHORT = WeightedText.plain("no finding");

    @ParameterizedTest
    @CsvSource({"sd15,77", "sd21-v,77", "sdxl,77", "bert-text-encoder,77", "chest-radiograph,77"})
    void everyTokenIsReadOnceInWindowsThatBreakAtWords(String system, int window) {
        try (OpenConditioner open = open(system)) {
            assertThat(open.canChunk()).isTrue();
            Conditions conditions = open.encode(LONG, Optional.of(SHORT), LongPromptPolicy.CHUNK);

            assertThat(open.warnings).isEmpty();
            for (Reading reading : open.read(LONG, LongPromptPolicy.CHUNK)) {
                everyTokenOnce(reading);
                breaksAtWords(reading);
                assertThat(OpenConditioner.shape(conditions.positive())[1])
                        .isEqualTo((long) window * reading.windows().size());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sd15", "sdxl", "bert-text-encoder"})
    void bothSidesHaveAsManyWindowsWhicheverIsLonger(String system) {
        try (OpenConditioner open = open(system)) {
            for (Conditions sides : List.of(
                    open.encode(LONG, Optional.of(SHORT), LongPromptPolicy.CHUNK),
                    open.encode(SHORT, Optional.of(LONG), LongPromptPolicy.CHUNK))) {
                assertThat(OpenConditioner.shape(sides.positive()))
                        .isEqualTo(OpenConditioner.shape(sides.negative().orElseThrow()));
                assertThat(OpenConditioner.shape(sides.positive())[1]).isGreaterThan(77);
            }
        }
    }

    private static void everyTokenOnce(Reading reading) {
        PromptTokens tokens = reading.tokens();
        assertThat(reading.windows().stream().flatMapToLong(window -> LongStream.of(tokens.ids(window))))
                .containsExactly(LongStream.of(tokens.ids()).boxed().toArray(Long[]::new));
        assertThat(reading.windows()).hasSizeGreaterThan(3);
    }

    private static void breaksAtWords(Reading reading) {
        PromptTokens tokens = reading.tokens();
        for (Range window : reading.windows().subList(1, reading.windows().size())) {
            int start = tokens.starts()[window.from()];
            assertThat(tokens.text().charAt(start - 1)).isEqualTo(' ');
        }
    }

    /** @param tokens of context: what the network was trained with, T5's without its own start */
    @ParameterizedTest
    @CsvSource({"msdm,64", "kandinsky22,77", "kandinsky3,128"})
    void aFamilyOfFixedLengthTakesWhatFitsAndNamesWhatItLeavesOut(String system, int tokens) {
        try (OpenConditioner open = open(system)) {
            assertThat(open.canChunk()).isFalse();

            Conditions conditions = open.encode(LONG, Optional.of(SHORT), LongPromptPolicy.CHUNK);

            cutWithAWarning(open, conditions, tokens);
        }
    }

    @ParameterizedTest
    @CsvSource({"sd15,77", "sdxl,77", "bert-text-encoder,77"})
    void aNetworkThatWasExportedForOneLengthTakesWhatFitsAndNamesWhatItLeavesOut(String system, int tokens) {
        try (OpenConditioner open = OpenConditioner.withFixedContext(system, tokens)) {
            assertThat(open.canChunk()).isFalse();

            Conditions conditions = open.encode(LONG, Optional.of(SHORT), LongPromptPolicy.CHUNK);

            cutWithAWarning(open, conditions, tokens);
        }
    }

    private static void cutWithAWarning(OpenConditioner open, Conditions conditions, int tokens) {
        assertThat(OpenConditioner.shape(conditions.positive())[1]).isEqualTo(tokens);
        Reading reading = open.read(LONG, LongPromptPolicy.CHUNK).get(0);
        Range window = reading.windows().get(0);
        assertThat(reading.windows()).hasSize(1);
        assertThat(window.size()).isLessThan(reading.tokens().size());
        String text = LONG.text();
        String firstLost = text.substring(text.lastIndexOf(' ', reading.tokens().starts()[window.to()]) + 1);
        assertThat(open.warnings)
                .singleElement()
                .asString()
                .startsWith("prompt: ")
                .endsWith("\"" + firstLost + "\"");
        assertThat(firstLost).endsWith("large-239").doesNotContain("effusion-0 ");
    }

    private static OpenConditioner open(String system) {
        return system.equals("chest-radiograph") ? OpenConditioner.of(Shipped.chest()) : OpenConditioner.of(system);
    }
}
