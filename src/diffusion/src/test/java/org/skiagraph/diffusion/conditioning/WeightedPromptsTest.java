package org.skiagraph.diffusion.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.skiagraph.diffusion.conditioning.OpenConditioner.context;
import static org.skiagraph.diffusion.conditioning.OpenConditioner.floats;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.AddedToken;
import org.skiagraph.diffusion.bundle.ModelBundle.TokenizerSpec;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.graph.Tensor;

/** Weights on the real encoders of every family that reads words. */
class WeightedPromptsTest {
    private static final String WORDS = "chest with large effusion on the left";
    private static final String WEIGHTED = "chest with (large effusion:1.5) on the left";
    private static final float WEIGHT = 1.5f;
    /** Ids that the tiny bundle's own vocabulary has. */
    private static final int FIRST_FREE = 734;

    @ParameterizedTest
    @ValueSource(strings = {"sd15", "sd21-v", "sdxl", "bert-text-encoder", "msdm", "kandinsky22", "kandinsky3"})
    void weightsOfOneAndBracketsWithoutANumberGiveTheSameBits(String system) {
        try (OpenConditioner open = OpenConditioner.of(system)) {
            float[] plain = context(open.positive(WeightedText.plain(WORDS)));

            assertThat(context(open.positive(parse("chest with (large effusion:1) on the left"))))
                    .isEqualTo(plain);
            assertThat(context(open.positive(parse("nodule (5 mm) [old]"))))
                    .isEqualTo(context(open.positive(WeightedText.plain("nodule (5 mm) [old]"))));
            assertThat(context(open.positive(parse(WEIGHTED)))).isNotEqualTo(plain);
        }
    }

    /** @param before ids before the prompt's own; T5 has none */
    @ParameterizedTest
    @CsvSource({"sd15,1", "sd21-v,1", "sdxl,1", "bert-text-encoder,1", "msdm,1", "kandinsky22,1", "kandinsky3,0"})
    void theWeighedTokensStatesGrowAgainstAllOthersAndTheWholeKeepsItsLoudness(String system, int before) {
        try (OpenConditioner open = OpenConditioner.of(system)) {
            WeightedText text = parse(WEIGHTED);
            Condition whole = open.positive(WeightedText.plain(WORDS));
            float[] plain = context(whole);
            float[] weighted = context(open.positive(text));
            int width = (int) OpenConditioner.shape(whole)[2];
            float[] weights =
                    text.weights(open.read(text, LongPromptPolicy.CHUNK).get(0).tokens());
            assertThat(weights).contains(1f, WEIGHT);

            for (int token = 0; token < weights.length; token++) {
                for (int column = 0; column < width; column++) {
                    int at = (before + token) * width + column;
                    // The same column of the first, unweighted word tells the factor of the window.
                    int first = before * width + column;
                    double expected = (double) plain[at] * weights[token] * weighted[first] / plain[first];
                    assertThat((double) weighted[at]).isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
                }
            }
            assertThat(loudness(weighted, seen(whole), width))
                    .isCloseTo(loudness(plain, seen(whole), width), within(1e-3));
        }
    }

    /** Tokens that the network looks at. */
    private static boolean[] seen(Condition condition) {
        boolean[] seen = new boolean[(int) OpenConditioner.shape(condition)[1]];
        Arrays.fill(seen, true);
        if (condition.rows().get(Part.CONTEXT_MASK) instanceof Tensor.Integers mask) {
            for (int i = 0; i < seen.length; i++) {
                seen[i] = mask.values()[i] == 1;
            }
        }
        return seen;
    }

    private static double loudness(float[] values, boolean[] seen, int width) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += seen[i / width] ? (double) values[i] * values[i] : 0;
        }
        return Math.sqrt(sum / values.length);
    }

    @Test
    void thePooledEmbeddingAndMasksHaveNoWeights() {
        try (OpenConditioner sdxl = OpenConditioner.of("sdxl");
                OpenConditioner prior = OpenConditioner.of("kandinsky22");
                OpenConditioner masked = OpenConditioner.of("msdm")) {
            assertThat(floats(sdxl.positive(parse(WEIGHTED)), Part.TEXT_EMBEDS))
                    .isEqualTo(floats(sdxl.positive(WeightedText.plain(WORDS)), Part.TEXT_EMBEDS));
            assertThat(floats(prior.positive(parse(WEIGHTED)), Part.PROJECTED_TEXT))
                    .isEqualTo(floats(prior.positive(WeightedText.plain(WORDS)), Part.PROJECTED_TEXT));
            assertThat(mask(masked.positive(parse(WEIGHTED))))
                    .isEqualTo(mask(masked.positive(WeightedText.plain(WORDS))));
        }
    }

    private static long[] mask(Condition condition) {
        return ((Tensor.Integers) condition.rows().get(Part.CONTEXT_MASK)).values();
    }

    @Test
    void aNegativePromptHasWeightsOfItsOwn() {
        try (OpenConditioner open = OpenConditioner.of("sd15")) {
            WeightedText words = WeightedText.plain(WORDS);
            Conditions plain = open.encode(words, Optional.of(words), LongPromptPolicy.CHUNK);
            Conditions weighted = open.encode(words, Optional.of(parse(WEIGHTED)), LongPromptPolicy.CHUNK);

            assertThat(context(weighted.positive())).isEqualTo(context(plain.positive()));
            assertThat(context(weighted.negative().orElseThrow()))
                    .isNotEqualTo(context(plain.negative().orElseThrow()));
        }
    }

    @Test
    void onlyTheWindowThatHoldsAWeightIsTouched() {
        String filler = "word ".repeat(120);
        try (OpenConditioner open = OpenConditioner.of("sd15")) {
            Condition whole = open.positive(WeightedText.plain(filler + "last"));
            float[] plain = context(whole);
            float[] weighted = context(open.positive(parse(filler + "(last:2)")));
            int window = 77 * (int) OpenConditioner.shape(whole)[2];

            assertThat(plain.length).isGreaterThanOrEqualTo(2 * window);
            int untouched = plain.length - window;
            assertThat(Arrays.copyOf(weighted, untouched)).isEqualTo(Arrays.copyOf(plain, untouched));
            assertThat(weighted).isNotEqualTo(plain);
        }
    }

    @Test
    void aWordOfSeveralVectorsIsWeighedInAllOfThem() {
        ModelBundle bundle = Shipped.load(Shipped.reference("sd15"));
        TokenizerSpec spec = bundle.tokenizers().get("text_encoder");
        ModelBundle learned = bundle.withTokenizers(Map.of(
                "text_encoder",
                new TokenizerSpec(
                        spec.directory(), spec.maxLength(), List.of(new AddedToken("<lesion>", FIRST_FREE, 3)))));
        try (OpenConditioner open = OpenConditioner.of(learned)) {
            WeightedText text = parse("a (<lesion>:1.5) b");

            Reading reading = open.read(text, LongPromptPolicy.CHUNK).get(0);

            assertThat(reading.tokens().ids()).contains(FIRST_FREE, FIRST_FREE + 1, FIRST_FREE + 2);
            float[] weights = text.weights(reading.tokens());
            for (int i = 0; i < weights.length; i++) {
                long id = reading.tokens().ids()[i];
                assertThat(weights[i]).isEqualTo(id >= FIRST_FREE ? WEIGHT : 1);
            }
            assertThat(reading.tokens().text()).isEqualTo("a <lesion> b");
        }
    }

    @Test
    void aWeightOfNothingSilencesAWordButLeavesItsPlace() {
        try (OpenConditioner open = OpenConditioner.of("sd15")) {
            Condition silenced = open.positive(parse("chest (effusion:0)"));
            int width = (int) OpenConditioner.shape(silenced)[2];
            Reading reading = open.read(parse("chest (effusion:0)"), LongPromptPolicy.CHUNK)
                    .get(0);
            int last = reading.tokens().size();

            for (int i = last * width; i < (last + 1) * width; i++) {
                assertThat(context(silenced)[i] == 0).isTrue();
            }
            for (float value : context(silenced)) {
                assertThat(value).isFinite();
            }
        }
    }

    private static WeightedText parse(String prompt) {
        return WeightedText.parse("prompt", prompt, WeightSyntax.EXPLICIT);
    }
}
