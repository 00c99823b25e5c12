package org.skiagraph.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.PromptExplanation.Piece;
import org.skiagraph.diffusion.PromptExplanation.Word;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** What a model makes of a prompt, asked of the default bundle and of the tiny ones. */
class ExplainTest {
    private static Graphs graphs;
    private static Generator chest;

    @BeforeAll
    static void open() {
        graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
        chest = Generators.open(Shipped.chest(), graphs, GeneratorSettings.DEFAULT);
    }

    @AfterAll
    static void close() {
        chest.close();
        graphs.close();
    }

    @Test
    void everyWordHasItsPiecesItsWeightAndWhetherTheModelKnowsIt() {
        List<Word> words = explain(chest, Subject.of("large (left:1.3) pneumothorax zebra"), false);

        assertThat(words).extracting(Word::word).containsExactly("large", "left", "pneumothorax", "zebra");
        assertThat(words).extracting(Word::weight).containsExactly(1.0, 1.3, 1.0, 1.0);
        assertThat(words).allMatch(Word::isKept).allMatch(word -> word.changes().isEmpty());
        assertThat(words)
                .extracting(Word::isKnown)
                .containsExactly(Optional.of(true), Optional.of(true), Optional.of(true), Optional.of(false));
        assertThat(words.get(2).pieces()).hasSizeGreaterThan(1);
        assertThat(words.get(0).pieces()).extracting(Piece::piece).containsExactly("large</w>");
        assertThat(words.get(0).pieces()).extracting(Piece::encoder).containsOnly("text_encoder");
    }

    @Test
    void aSideChangesThePredictionMoreThanAnArticleAndOnEqualNoiseByEqualAmounts() {
        Subject subject = Subject.of("PA chest radiograph with a large left pleural effusion");
        PromptExplanation one = chest.explain(subject, new Seed(3), true, ProgressListener.NONE);
        PromptExplanation two = chest.explain(subject, new Seed(3), true, ProgressListener.NONE);
        PromptExplanation other = chest.explain(subject, new Seed(4), true, ProgressListener.NONE);

        assertThat(one).isEqualTo(two);
        assertThat(one.sides()).isNotEqualTo(other.sides());
        assertThat(one.probe().orElseThrow().network()).isEqualTo("unet");
        assertThat(one.probe().orElseThrow().timesteps()).hasSize(3).allMatch(t -> t > 400 && t < 1000);
        List<Word> words = one.sides().get(0).words();
        assertThat(words).allMatch(word -> word.changes().size() == 3).allMatch(word -> word.changes().stream()
                .allMatch(change -> change > 0 && change < 1));
        assertThat(words.get(6).changes().get(0))
                .as("left against a")
                .isGreaterThan(words.get(4).changes().get(0));
    }

    @Test
    void aNegativePromptIsASideOfItsOwn() {
        Subject subject = new Subject("effusion", Optional.of("large cardiomegaly"), LongPrompt.CHUNK, Map.of());

        PromptExplanation explanation = chest.explain(subject, new Seed(1), true, ProgressListener.NONE);

        assertThat(explanation.sides())
                .extracting(PromptExplanation.Side::field)
                .containsExactly("prompt", "negativePrompt");
        assertThat(explanation.sides().get(1).words())
                .hasSize(2)
                .allMatch(word -> word.changes().get(0) > 0);
    }

    @Test
    void wordsOfALaterWindowAreReadThereAndWordsThatAreCutChangeNothing() {
        String words = "effusion ".repeat(60) + "left";
        PromptExplanation chunked = chest.explain(Subject.of(words), new Seed(1), false, ProgressListener.NONE);
        PromptExplanation cut = chest.explain(
                new Subject(words, Optional.empty(), LongPrompt.TRUNCATE, Map.of()),
                new Seed(1),
                true,
                ProgressListener.NONE);

        Word last = last(chunked);
        assertThat(last.pieces()).extracting(Piece::window).containsOnly(Optional.of(1));
        assertThat(chunked.longPrompt()).isEqualTo("chunk");
        assertThat(last(cut).isKept()).isFalse();
        assertThat(last(cut).changes()).containsOnly(0.0);
        assertThat(cut.sides().get(0).words().get(0).isKept()).isTrue();
        assertThat(cut.sides().get(0).words().get(0).changes()).allMatch(change -> change > 0);
        assertThat(cut.longPrompt()).isEqualTo("truncate");
    }

    private static Word last(PromptExplanation explanation) {
        List<Word> words = explanation.sides().get(0).words();
        return words.get(words.size() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "sd15,unet,text_encoder",
        "sd15-fp16,unet,text_encoder",
        "sd-inpaint9,unet,text_encoder",
        "controlnet,unet,text_encoder",
        "sdxl,unet,text_encoder text_encoder_2",
        "bert-text-encoder,unet,text_encoder",
        "msdm,unet,text_encoder",
        "monai-cxr-ldm,unet,text_encoder",
        "kandinsky22,prior,text_encoder",
        "kandinsky3,unet,text_encoder"
    })
    void everyFamilyThatReadsWordsTellsThemAndWhatTheyChange(String system, String network, String encoders) {
        try (Generator generator =
                Generators.open(Shipped.load(Shipped.reference(system)), graphs, GeneratorSettings.DEFAULT)) {
            PromptExplanation explanation = generator.explain(
                    Subject.of("chest (with:1.2) pneumothorax"), new Seed(2), true, ProgressListener.NONE);

            assertThat(explanation.probe().orElseThrow().network()).isEqualTo(network);
            List<Word> words = explanation.sides().get(0).words();
            assertThat(words).hasSize(3).allMatch(Word::isKept);
            assertThat(words).allMatch(word -> word.isKnown().isEmpty());
            assertThat(words).allMatch(word -> word.pieces().stream()
                    .map(Piece::encoder)
                    .distinct()
                    .toList()
                    .equals(List.of(encoders.split(" "))));
            assertThat(words).allMatch(word -> word.changes().stream().allMatch(Double::isFinite));
            assertThat(words).allMatch(word -> word.changes().get(0) > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"medfusion", "monai-brain-ldm-3d"})
    void aModelThatReadsNoWordsSaysSo(String system) {
        try (Generator generator =
                Generators.open(Shipped.load(Shipped.reference(system)), graphs, GeneratorSettings.DEFAULT)) {
            assertThatThrownBy(() -> generator.explain(Subject.of("chest"), new Seed(0), true, ProgressListener.NONE))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("reads no words");
        }
    }

    @Test
    void anEmptyPromptHasNoWords() {
        assertThat(explain(chest, Subject.of("  "), true)).isEmpty();
    }

    @Test
    void askingCanBeStopped() {
        List<Progress> heard = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void on(Progress progress) {
                heard.add(progress);
            }

            @Override
            public boolean isCancelled() {
                return heard.size() == 2;
            }
        };

        assertThatThrownBy(() -> chest.explain(Subject.of("left effusion"), new Seed(0), true, listener))
                .isInstanceOf(CancellationException.class);
        assertThat(heard).hasSize(2).allMatch(progress -> progress.total() == 9);
    }

    @Test
    void aWordThatTheModelWasNotTrainedWithIsNamedWhereAPictureIsMade() {
        GeneratedImages made = chest.generate(
                GenerationRequest.of(Subject.of("left effusion with a zebra"), new Seed(1))
                        .withSteps(2),
                ProgressListener.NONE);

        assertThat(made.warnings()).containsExactly("prompt: words that the model was not trained with: \"zebra\"");
    }

    @Test
    void weightsChangeThePictureAndAreInTheSettings() {
        Subject weighted = Subject.of("a (large:2) left effusion");
        GeneratedImages made =
                chest.generate(GenerationRequest.of(weighted, new Seed(1)).withSteps(2), ProgressListener.NONE);
        GeneratedImages plain = chest.generate(
                GenerationRequest.of(Subject.of("a large left effusion"), new Seed(1))
                        .withSteps(2),
                ProgressListener.NONE);
        GeneratedImages ones = chest.generate(
                GenerationRequest.of(Subject.of("a (large:1) left effusion"), new Seed(1))
                        .withSteps(2),
                ProgressListener.NONE);

        assertThat(samples(made)).isNotEqualTo(samples(plain));
        assertThat(samples(ones)).isEqualTo(samples(plain));
        assertThat(made.settings().promptWeights()).isEqualTo("explicit");
    }

    @Test
    void aWeightBeyondReasonIsFoundBeforeAnySampling() {
        assertThatThrownBy(() -> chest.check(GenerationRequest.of(Subject.of("(large:99)"), new Seed(1))))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("prompt: a weight of 99");
        chest.check(GenerationRequest.of(
                new Subject("(large:99)", Optional.empty(), LongPrompt.CHUNK, WeightSyntax.OFF, Map.of()),
                new Seed(1)));
    }

    private static float[] samples(GeneratedImages made) {
        return made.images().get(0).image().samples();
    }

    private static List<Word> explain(Generator generator, Subject subject, boolean measured) {
        return generator
                .explain(subject, new Seed(0), measured, ProgressListener.NONE)
                .sides()
                .get(0)
                .words();
    }
}
