package org.skiagraph.diffusion.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.EditingGraphs;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.GuidanceChoice;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GenerationRequest.SchedulerChoice;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Exported models become bundles that draw the same pictures. */
class ImportsTest {
    private static Graphs graphs;

    @TempDir
    Path temporary;

    @BeforeAll
    static void open() {
        graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
    }

    @AfterAll
    static void close() {
        graphs.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sd15,mean and log variance",
        "sd15-fp16,mean and log variance",
        "sd15-legacy-export,'a draw of its own, which no seed of ours reaches'",
        "sd21-v,mean and log variance",
        "sdxl,mean and log variance",
        "sd-inpaint9,mean and log variance",
        "controlnet,mean and log variance",
        "bert-text-encoder,mean and log variance",
        "monai-cxr-ldm,mean and standard deviation",
        "monai-brain-ldm-3d,mean and standard deviation",
        "medfusion,mean and log variance",
        "msdm,mean and log variance",
        "kandinsky22,latents",
        "kandinsky3,latents"
    })
    void everyFamilysImportLoadsWithEqualValuesAndDrawsEqualPictures(String system, String encoderGives) {
        BundleImport done = importsAsItIs(Shipped.load(Shipped.reference(system)));

        assertThat(done.inferred())
                .filteredOn(inference -> inference.key().equals("graphs.vae_encoder.gives"))
                .extracting(Inference::value)
                .containsExactly(encoderGives);
    }

    @Test
    void theBundledModelCanBeImportedAgain() {
        importsAsItIs(Shipped.chest());
    }

    private BundleImport importsAsItIs(ModelBundle direct) {
        BundleImport done = run(direct.directory(), graphs);
        ModelBundle loaded = BundleSearch.on(List.of(temporary)).load("imported");

        assertThat(loaded.family()).isEqualTo(direct.family());
        assertThat(loaded.latent()).isEqualTo(direct.latent());
        assertThat(loaded.image()).isEqualTo(direct.image());
        assertThat(loaded.composition()).isEqualTo(direct.composition());
        assertThat(loaded.scheduler()).isEqualTo(direct.scheduler());
        assertThat(loaded.defaults()).isEqualTo(direct.defaults());
        assertThat(loaded.components().keySet()).isEqualTo(direct.components().keySet());
        assertThat(loaded.notes()).as("nothing is left to inference").isEmpty();
        assertThat(done.bundle().digest()).isEqualTo(loaded.digest());
        BundleSearch.on(List.of(temporary)).verify(loaded);
        assertThat(Fingerprints.compare(loaded, graphs, ProgressListener.NONE)
                        .orElseThrow()
                        .worst())
                .isLessThan(0.1);
        assertThat(samples(loaded)).isEqualTo(samples(direct));
        return done;
    }

    private static float[] samples(ModelBundle bundle) {
        Map<String, String> conditions = new java.util.HashMap<>();
        bundle.composition()
                .conditions()
                .forEach(spec -> conditions.put(
                        spec.name(),
                        spec.classes().isEmpty() ? "0.5" : spec.classes().get(0)));
        GenerationRequest request = new GenerationRequest(
                new Subject("a chest radiograph", Optional.empty(), LongPrompt.TRUNCATE, conditions),
                new Seed(3),
                1,
                Optional.of(new Size(64, 64)),
                SchedulerChoice.DEFAULT,
                Optional.of(2),
                GuidanceChoice.DEFAULT,
                Optional.empty(),
                PriorChoice.DEFAULT,
                pictures(bundle),
                0);
        try (Generator generator = Generators.open(bundle, graphs, GeneratorSettings.DEFAULT)) {
            return generator
                    .generate(request, ProgressListener.NONE)
                    .images()
                    .get(0)
                    .image()
                    .samples();
        }
    }

    /** A model that only repaints is given something to repaint. */
    private static Pictures pictures(ModelBundle bundle) {
        boolean repaints = GraphFile.inspect(bundle.components().get("unet"))
                .input("sample")
                .filter(info -> info.shape().get(1) == 2L * bundle.latent().channels() + 1)
                .isPresent();
        if (!repaints) {
            return Pictures.NONE;
        }
        float[] picture = new float[64 * 64 * 3];
        float[] mask = new float[64 * 64];
        java.util.Arrays.fill(mask, 0, mask.length / 2, 1);
        Source source = new Source(new Image(64, 64, 3, picture), 1, Optional.of(new Image(64, 64, 1, mask)));
        return new Pictures(Optional.of(source), List.of());
    }

    private BundleImport run(Path source, Graphs graphs) {
        return new BundleImports(graphs, List.of(temporary))
                .run(
                        new ImportRequest(source, Optional.of("imported"), Optional.empty(), Optional.empty()),
                        ProgressListener.NONE);
    }

    @Test
    void eachValueComesWithItsReasonAndEachGapWithItsLoss() {
        BundleImport done = run(Shipped.reference("sd15"), graphs);

        assertThat(done.inferred())
                .extracting(Inference::toString)
                .contains(
                        "latent.scale 0.18215: vae_decoder/config.json scaling_factor",
                        "latent.factor 8: the size of what the decoder gave in a dry run",
                        "family stable-diffusion: since model_index.json names StableDiffusionPipeline",
                        "graphs.unet.batch any: a run with two rows",
                        "graphs.text_encoder.last_hidden_state [1, 77, 32]: a run on known noise")
                .anyMatch(line -> line.startsWith("graphs.vae_encoder.gives mean and log variance"));
        assertThat(done.gaps())
                .extracting(BundleImport.Remark::subject)
                .contains("licence", "templates", "image.fieldOfViewMm");
        assertThat(done.warnings()).isEmpty();
    }

    @Test
    void aModelWithoutModelIndexIsKnownByItsUnet() throws IOException {
        Path copy = Shipped.copy("sd15", temporary.resolve("src"));
        Files.delete(copy.resolve("model_index.json"));
        Files.delete(copy.resolve("unet/config.json"));

        BundleImport done = run(copy, graphs);

        assertThat(done.bundle().family()).isEqualTo("stable-diffusion");
    }

    @Test
    void inputsWithUnusualNamesAreFoundByTheirShapesAndWrittenDown() throws IOException {
        Path copy = Shipped.copy("sd15", temporary.resolve("src"));
        rename(copy.resolve("unet/model.onnx"), "encoder_hidden_states", "conditioning_tokens__");
        rename(copy.resolve("unet/model.onnx"), "timestep", "thestep_");

        BundleImport done = run(copy, graphs);

        assertThat(Files.readString(temporary.resolve("imported/bundle.yaml")))
                .contains("context: \"conditioning_tokens__\"", "timestep: \"thestep_\"");
        assertThat(samples(done.bundle())).isEqualTo(samples(Shipped.load(Shipped.reference("sd15"))));
    }

    /** Names in a protobuf are bytes with their length before them, so that one of equal length fits. */
    private static void rename(Path model, String from, String to) throws IOException {
        String bytes = new String(Files.readAllBytes(model), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(from);
        Files.write(model, bytes.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aGraphUnderAnotherNameIsFound() throws IOException {
        Path copy = Shipped.copy("sd15", temporary.resolve("src"));
        Files.move(copy.resolve("unet/model.onnx"), copy.resolve("unet/unet-v2.onnx"));

        assertThat(run(copy, graphs).bundle().components().get("unet")).endsWithRaw(Path.of("unet/unet-v2.onnx"));
    }

    @Test
    void whatTheManifestSaysHasToAgreeWithTheGraphs() throws IOException {
        Path copy = Shipped.copy("sd15", temporary.resolve("src"));
        Files.writeString(copy.resolve("bundle.yaml"), "latent: {factor: 4}\n");

        assertThatThrownBy(() -> run(copy, graphs))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("latent.factor")
                .hasMessageContaining("Write 8");
    }

    @Test
    void aGraphThatOverflowsIsWarnedOf() {
        BundleImport done =
                run(Shipped.reference("sd15"), new EditingGraphs(graphs, "unet", value -> Float.POSITIVE_INFINITY));

        assertThat(done.warnings()).anyMatch(warning -> warning.startsWith("unet out_sample is not finite"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet", "vae_decoder"})
    void verifyFindsAChangedWeightAndNamesGraphAndOutput(String role) {
        ModelBundle bundle = run(Shipped.reference("sd15"), graphs).bundle();
        for (float factor : new float[] {1.1f, Float.NaN}) {
            Graphs changed = new EditingGraphs(graphs, role, value -> value * factor);

            assertThatThrownBy(() -> Fingerprints.compare(bundle, changed, ProgressListener.NONE))
                    .isInstanceOf(Rejected.class)
                    .hasMessageStartingWith(role + " ")
                    .hasMessageContaining("sample");
        }
    }

    @Test
    void verifyFindsAnotherModelsGraph() throws IOException {
        ModelBundle bundle = run(Shipped.reference("sd15"), graphs).bundle();
        Path other = Shipped.reference("sd21-v").resolve("unet/model.onnx");
        Files.copy(other, bundle.components().get("unet"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Fingerprints.compare(bundle, graphs, ProgressListener.NONE))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("unet out_sample");
    }

    @Test
    void theBundledModelsFingerprintHoldsHere() {
        Fingerprints.Comparison comparison = Fingerprints.compare(Shipped.chest(), graphs, ProgressListener.NONE)
                .orElseThrow();

        assertThat(comparison.graphs()).isEqualTo(4);
        assertThat(comparison.worst()).isLessThan(1);
    }

    @Test
    void aBundleWithoutFingerprintHasNothingToCompare() {
        assertThat(Fingerprints.compare(Shipped.load(Shipped.reference("sd15")), graphs, ProgressListener.NONE))
                .isEmpty();
    }
}
