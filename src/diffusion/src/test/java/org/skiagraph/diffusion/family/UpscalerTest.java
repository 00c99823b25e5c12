package org.skiagraph.diffusion.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.GeneratedImages;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.OwnNoise;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.UpscaleStage;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/**
 * Cheff's second stage, against an implementation in torch of our own (resources/own): no numbers of its authors exist, so the
 * system is unverified.
 */
class UpscalerTest {
    private static final int SIDE = 8;
    private static final int FACTOR = 4;
    private static Graphs graphs;

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
    }

    @AfterAll
    static void close() {
        graphs.close();
    }

    /** A text-to-image model with BERT's tokens, as Cheff's, with our small second stage. */
    private Path cheff(String more) throws IOException {
        Path copy = Shipped.own("cheff", directory);
        Path manifest = copy.resolve("bundle.yaml");
        Files.writeString(manifest, Files.readString(manifest) + more);
        return copy;
    }

    private static Image small() {
        float[] samples = new float[SIDE * SIDE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (i % SIDE * 3 + i / SIDE * 5) % 17 / 16f;
        }
        return new Image(SIDE, SIDE, 1, samples);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void itsPicturesAreThoseOfAnotherImplementation(int run) throws IOException {
        JsonNode golden = new ObjectMapper()
                .readTree(Files.readString(Shipped.own().resolve("cheff/upscaled.json")))
                .get(run);
        ModelBundle bundle = Shipped.load(cheff(""));
        UpscaleStage own = bundle.composition().upscale().orElseThrow();
        UpscaleStage stage = new UpscaleStage(
                own.scheduler(),
                FACTOR,
                golden.get("steps").asInt(),
                golden.get("eta").asDouble());
        try (OpenNetworks networks = new OpenNetworks(bundle, graphs)) {
            Image large = Upscaler.open(networks, stage).upscale(small(), 0, new OwnNoise(), ProgressListener.NONE);

            assertThat(large.width()).isEqualTo(SIDE * FACTOR);
            assertThat(large.samples()).hasSize(golden.get("picture").size());
            for (int i = 0; i < large.samples().length; i++) {
                assertThat((double) large.samples()[i])
                        .isCloseTo(golden.get("picture").get(i).asDouble(), org.assertj.core.data.Offset.offset(2e-4));
            }
        }
    }

    @Test
    void itRunsBehindTheFirstStageAndIsRecorded() throws IOException {
        ModelBundle bundle = Shipped.load(cheff("upscale: {factor: 2, numInferenceSteps: 4, eta: 1, scheduler: "
                + "{_class_name: DDIMScheduler, num_train_timesteps: 2000, beta_schedule: cosine_bounded}}\n"));
        List<Progress> heard = new ArrayList<>();
        GenerationRequest request =
                GenerationRequest.of(Subject.of("cardiomegaly"), new Seed(3)).withSteps(2);
        try (Generator generator = Generators.open(bundle, graphs, GeneratorSettings.DEFAULT)) {
            GeneratedImages made = generator.generate(request, heard::add);

            Image large = made.images().get(0).image();
            assertThat(large.width()).isEqualTo(128);
            assertThat(large.channels()).isEqualTo(1);
            assertThat(made.settings().output()).isEqualTo(new GeneratedImages.Output(128, 128, 128));
            assertThat(made.settings().upscale())
                    .map(UpscaleStage::numInferenceSteps)
                    .contains(4);
            Set<String> stages = new LinkedHashSet<>();
            heard.forEach(progress -> stages.add(progress.stage()));
            assertThat(stages).containsExactly("denoising", "upscaling");
            assertThat(heard.get(heard.size() - 1).done()).isEqualTo(4);
            assertThat(generator
                            .generate(request, ProgressListener.NONE)
                            .images()
                            .get(0)
                            .image()
                            .samples())
                    .isEqualTo(large.samples());
        }
    }

    @Test
    void cheffWithoutASecondStageMakesItsOwnSize() throws IOException {
        Path copy = Shipped.copy("bert-text-encoder", directory);
        Files.writeString(copy.resolve("bundle.yaml"), "family: cheff\nlatent: {factor: 8}\n");

        assertThat(Shipped.load(copy).composition().upscale()).isEmpty();
    }

    @Test
    void cheffsOwnScheduleIsTheFamilys() throws IOException {
        UpscaleStage stage = Shipped.load(cheff("")).composition().upscale().orElseThrow();

        assertThat(stage.factor()).isEqualTo(4);
        assertThat(stage.numInferenceSteps()).isEqualTo(100);
        assertThat(stage.eta()).isZero();
        assertThat(stage.scheduler()).containsAllEntriesOf(Map.of("num_train_timesteps", 2000, "clip_sample", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "upscale: {factor: 0}; upscale.factor",
                "upscale: {steps: 4}; upscale.steps",
                "upscale: 4; keys and values",
                "upscale: {scheduler: {beta_start: 1}}; _class_name"
            })
    void aStageThatIsWrongIsRejectedByItsPlace(String yaml, String named) {
        assertThatThrownBy(() -> Shipped.load(cheff(yaml + "\n")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(named);
    }

    @Test
    void aNetworkThatDoesNotTakeThePictureTwiceIsRejected() throws IOException {
        Path copy = cheff("");
        Files.delete(copy.resolve("sr_unet/model.onnx"));
        Files.copy(copy.resolve("unet/model.onnx"), copy.resolve("sr_unet/model.onnx"));
        ModelBundle bundle = Shipped.load(copy);

        assertThatThrownBy(() -> Generators.open(bundle, graphs, GeneratorSettings.DEFAULT))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("sr_unet");
    }
}
