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
import org.skiagraph.diffusion.GenerationRequest.GuidanceChoice;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GenerationRequest.SchedulerChoice;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** The door, on the default bundle and on a tiny one. */
class GeneratorTest {
    private static final String PROMPT = "PA chest radiograph with a large left pleural effusion";
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

    /** A request whose parts can be exchanged one by one. */
    private static final class Ask {
        private String prompt = PROMPT;
        private Optional<String> negative = Optional.empty();
        private int count = 1;
        private int batch;
        private int steps = 3;
        private double eta;
        private Optional<Size> size = Optional.empty();
        private GuidanceChoice guidance = GuidanceChoice.DEFAULT;
        private SchedulerChoice scheduler = SchedulerChoice.DEFAULT;
        private LongPrompt longPrompt = LongPrompt.CHUNK;
        private Optional<Source> source = Optional.empty();

        GenerationRequest request() {
            return new GenerationRequest(
                    new Subject(prompt, negative, longPrompt, Map.of()),
                    new Seed(11),
                    count,
                    size,
                    scheduler,
                    Optional.of(steps),
                    guidance,
                    Optional.of(eta),
                    PriorChoice.DEFAULT,
                    new Pictures(source, List.of()),
                    batch);
        }

        GeneratedImages run() {
            return chest.generate(request(), ProgressListener.NONE);
        }

        float[] samples() {
            return run().images().get(0).image().samples();
        }
    }

    @Test
    void equalRequestsGiveEqualBits() {
        assertThat(new Ask().samples()).isEqualTo(new Ask().samples());
    }

    @Test
    void theBatchAndThePlaceInItAreToldAndBarelyMatter() {
        Ask three = new Ask();
        three.count = 3;
        three.batch = 2;
        GeneratedImages batched = three.run();
        Ask single = new Ask();
        single.count = 3;
        single.batch = 1;
        GeneratedImages alone = single.run();

        assertThat(batched.images())
                .extracting(GeneratedImages.GeneratedImage::batch)
                .containsExactly(2, 2, 1);
        for (int i = 0; i < 3; i++) {
            float[] one = batched.images().get(i).image().samples();
            float[] other = alone.images().get(i).image().samples();
            for (int k = 0; k < one.length; k++) {
                assertThat(one[k]).isCloseTo(other[k], org.assertj.core.data.Offset.offset(1e-3f));
            }
        }
        // The last one was alone in its batch both times: bit for bit.
        assertThat(batched.images().get(2).image().samples())
                .isEqualTo(alone.images().get(2).image().samples());
        assertThat(alone.images().get(0).image().samples())
                .isNotEqualTo(alone.images().get(1).image().samples());
    }

    @Test
    void anImageInABatchIsTheSameInEveryPlaceOfBatchesOfThatSize() {
        Ask two = new Ask();
        two.count = 2;
        two.batch = 2;
        Ask four = new Ask();
        four.count = 4;
        four.batch = 2;

        assertThat(four.run().images().get(1).image().samples())
                .isEqualTo(two.run().images().get(1).image().samples());
    }

    @Test
    void promptNegativePromptAndGuidanceEachChangeThePicture() {
        float[] plain = new Ask().samples();
        Ask prompt = new Ask();
        prompt.prompt = "AP chest radiograph with severe cardiomegaly";
        Ask unconditional = new Ask();
        unconditional.prompt = "";
        Ask negative = new Ask();
        negative.negative = Optional.of("cardiomegaly");
        Ask unguided = new Ask();
        unguided.guidance = new GuidanceChoice(Optional.of(1.0), Optional.empty(), 0, 1);
        Ask rescaled = new Ask();
        rescaled.guidance = new GuidanceChoice(Optional.empty(), Optional.of(0.7), 0, 1);
        Ask half = new Ask();
        half.guidance = new GuidanceChoice(Optional.empty(), Optional.empty(), 0.5, 1);

        List<float[]> all = new ArrayList<>(List.of(plain));
        for (Ask ask : List.of(prompt, unconditional, negative, unguided, rescaled, half)) {
            float[] samples = ask.samples();
            assertThat(all).noneMatch(other -> java.util.Arrays.equals(other, samples));
            all.add(samples);
        }
    }

    @Test
    void guidanceThatIsNeverOnEqualsNoGuidance() {
        Ask never = new Ask();
        never.guidance = new GuidanceChoice(Optional.of(7.0), Optional.empty(), 0, 0);
        Ask none = new Ask();
        none.guidance = new GuidanceChoice(Optional.of(1.0), Optional.empty(), 0, 1);

        assertThat(never.samples()).isEqualTo(none.samples());
    }

    @Test
    void otherShapesThanSquaresWork() {
        Ask wide = new Ask();
        wide.size = Optional.of(new Size(320, 192));

        Image image = wide.run().images().get(0).image();

        assertThat(image.width()).isEqualTo(320);
        assertThat(image.height()).isEqualTo(192);
        assertThat(image.channels()).isEqualTo(1);
    }

    @Test
    void aLongPromptIsChunkedOrTruncatedButNeverSilently() {
        String words = "left pleural effusion ".repeat(60) + "and cardiomegaly at the very end";
        Ask chunked = new Ask();
        chunked.prompt = words;
        Ask truncated = new Ask();
        truncated.prompt = words;
        truncated.longPrompt = LongPrompt.TRUNCATE;

        GeneratedImages whole = chunked.run();
        GeneratedImages cut = truncated.run();

        assertThat(whole.warnings()).noneMatch(warning -> warning.contains("left out"));
        assertThat(whole.settings().longPrompt()).isEqualTo("chunk");
        assertThat(cut.warnings())
                .filteredOn(warning -> warning.contains("left out"))
                .singleElement()
                .asString()
                .contains("at the very end");
        assertThat(cut.settings().longPrompt()).isEqualTo("truncate");
        assertThat(whole.images().get(0).image().samples())
                .isNotEqualTo(cut.images().get(0).image().samples());
    }

    @Test
    void imageToImageStaysNearItsSource() {
        Image source = new Ask().run().images().get(0).image();
        Ask near = new Ask();
        near.steps = 10;
        near.source = Optional.of(new Source(source, 0.1, Optional.empty()));
        Ask far = new Ask();
        far.steps = 10;
        far.source = Optional.of(new Source(source, 1.0, Optional.empty()));

        assertThat(distance(source.samples(), near.samples())).isLessThan(distance(source.samples(), far.samples()));
    }

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum / one.length;
    }

    @Test
    void progressCoversTheWholeRequestAndHasATimeToGo() {
        List<Progress> heard = new ArrayList<>();
        Ask two = new Ask();
        two.count = 2;
        two.batch = 1;

        chest.generate(two.request(), heard::add);

        assertThat(heard).extracting(Progress::done).isSorted().endsWith(6);
        assertThat(heard).extracting(Progress::total).containsOnly(6);
        assertThat(heard.get(0).remaining()).isPresent();
    }

    @Test
    void cancellingTakesEffectBetweenTwoSteps() {
        List<Progress> heard = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void on(Progress progress) {
                heard.add(progress);
            }

            @Override
            public boolean isCancelled() {
                return !heard.isEmpty();
            }
        };

        assertThatThrownBy(() -> chest.generate(new Ask().request(), listener))
                .isInstanceOf(CancellationException.class);
        assertThat(heard).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "width,100",
        "width,0",
        "width,-64",
        "width,100000",
        "count,0",
        "batch,-1",
        "steps,0",
        "steps,1001",
        "guidance,NaN",
        "guidance,-1",
        "guidance,Infinity",
        "rescale,2",
        "start,0.9",
        "eta,NaN",
        "eta,2",
        "strength,0",
        "strength,1.5",
        "scheduler,0"
    })
    void aWrongFieldIsNamedBeforeAnySampling(String field, double value) {
        Ask ask = new Ask();
        Optional<Double> given = Optional.of(value);
        switch (field) {
            case "width" -> ask.size = Optional.of(new Size((int) value, 256));
            case "count" -> ask.count = (int) value;
            case "batch" -> ask.batch = (int) value;
            case "steps" -> ask.steps = (int) value;
            case "guidance" -> ask.guidance = new GuidanceChoice(given, Optional.empty(), 0, 1);
            case "rescale" -> ask.guidance = new GuidanceChoice(Optional.empty(), given, 0, 1);
            case "start" -> ask.guidance = new GuidanceChoice(Optional.empty(), Optional.empty(), value, 0.5);
            case "eta" -> ask.eta = value;
            case "strength" ->
                ask.source =
                        Optional.of(new Source(new Image(256, 256, 1, new float[256 * 256]), value, Optional.empty()));
            default -> ask.scheduler = new SchedulerChoice(Optional.of("nonsense"), Map.of());
        }
        List<Progress> heard = new ArrayList<>();

        assertThatThrownBy(() -> chest.generate(ask.request(), heard::add))
                .isInstanceOf(Rejected.class)
                .message()
                .containsIgnoringCase(field.equals("steps") ? "numInferenceSteps" : field);
        assertThat(heard).isEmpty();
    }

    @Test
    void aGraphOfFixedBatchIsCalledOncePerRow() {
        Graphs fixed = new FixedBatchGraphs(graphs);
        try (Generator one = Generators.open(Shipped.chest(), fixed, GeneratorSettings.DEFAULT)) {
            float[] twice = one.generate(new Ask().request(), ProgressListener.NONE)
                    .images()
                    .get(0)
                    .image()
                    .samples();
            float[] once = new Ask().samples();
            for (int i = 0; i < once.length; i++) {
                assertThat(twice[i]).isCloseTo(once[i], org.assertj.core.data.Offset.offset(1e-3f));
            }
        }
    }
}
