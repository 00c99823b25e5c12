package org.skiagraph.diffusion.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.Generator;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.diffusion.adapter.Adapters.Adapted;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Adapters on real graphs; that their numbers are right, the reference cases show. */
class AdaptersTest {
    private static final Path FILES =
            Shipped.reference("lora").resolveSibling("files").toAbsolutePath();
    private static final Path KANDINSKY =
            Shipped.reference("kandinsky22").resolveSibling("lora").toAbsolutePath();
    private static Graphs graphs;

    @BeforeAll
    static void start() {
        graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
    }

    @AfterAll
    static void stop() {
        graphs.close();
    }

    private static Adapters loras(Lora... loras) {
        return new Adapters(List.of(loras), List.of());
    }

    private static Lora lora(String name, double weight) {
        return new Lora(FILES.resolve(name), weight, Optional.empty());
    }

    private static Adapters embedding(Path file) {
        return new Adapters(List.of(), List.of(new Embedding(file, Optional.empty())));
    }

    private static float[] picture(ModelBundle bundle, Adapters adapters, String prompt) {
        Adapted adapted = adapters.applyTo(bundle, graphs);
        try (Generator generator = Generators.open(adapted.bundle(), adapted.graphs(), GeneratorSettings.DEFAULT)) {
            GenerationRequest request =
                    GenerationRequest.of(Subject.of(prompt), new Seed(5)).withSteps(2);
            return generator
                    .generate(request, ProgressListener.NONE)
                    .images()
                    .get(0)
                    .image()
                    .samples();
        }
    }

    private static float[] picture(ModelBundle bundle, Adapters adapters) {
        return picture(bundle, adapters, "right lower lobe pneumonia");
    }

    private static double difference(float[] one, float[] other) {
        double most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lora-kohya.safetensors", "lora-diffusers.safetensors", "lora-peft.safetensors"})
    void layersAreFoundByStructureWhereAnExportHasLostItsNames(String file, @TempDir Path directory)
            throws IOException {
        Path nameless = Shipped.copy("sd15", directory);
        NamelessGraph.strip(nameless.resolve("unet/model.onnx"));
        NamelessGraph.strip(nameless.resolve("text_encoder/model.onnx"));

        float[] named = picture(Shipped.load(Shipped.reference("sd15")), loras(lora(file, 1)));

        assertThat(picture(Shipped.load(nameless), loras(lora(file, 1)))).isEqualTo(named);
    }

    @Test
    void aSecondAttendedTensorIsToldApartWithoutNames(@TempDir Path directory) throws IOException {
        Path nameless = Shipped.copy("kandinsky22", directory);
        NamelessGraph.strip(nameless.resolve("unet/model.onnx"));
        NamelessGraph.strip(nameless.resolve("prior/model.onnx"));
        Adapters both = loras(
                new Lora(KANDINSKY.resolve("prior"), 1, Optional.of("prior")),
                new Lora(KANDINSKY.resolve("unet"), 1, Optional.of("unet")));

        float[] named = picture(Shipped.load(Shipped.reference("kandinsky22")), both, "a polyp");

        assertThat(picture(Shipped.load(nameless), both, "a polyp")).isEqualTo(named);
    }

    @Test
    void aFileThatNamesNoGraphIsTriedOnEach() {
        ModelBundle bundle = Shipped.load(Shipped.reference("kandinsky22"));
        Adapters told = loras(new Lora(KANDINSKY.resolve("prior"), 1, Optional.of("prior")));
        Adapters untold = loras(new Lora(KANDINSKY.resolve("prior"), 1, Optional.empty()));

        assertThat(picture(bundle, untold, "a polyp")).isEqualTo(picture(bundle, told, "a polyp"));
    }

    @Test
    void severalLorasAddUpByTheirWeights() {
        ModelBundle bundle = Shipped.load(Shipped.reference("sd15"));
        float[] without = picture(bundle, Adapters.NONE);
        float[] whole = picture(bundle, loras(lora("lora-peft.safetensors", 1)));

        float[] halves =
                picture(bundle, loras(lora("lora-peft.safetensors", 0.25), lora("lora-kohya.safetensors", 0.75)));
        float[] undone = picture(bundle, loras(lora("lora-peft.safetensors", 1), lora("lora-kohya.safetensors", -1)));
        float[] nothing = picture(bundle, loras(lora("lora-peft.safetensors", 0)));

        assertThat(difference(without, whole)).isGreaterThan(0.05);
        assertThat(difference(whole, halves)).isLessThan(1e-4);
        assertThat(undone).isEqualTo(without);
        assertThat(nothing).isEqualTo(without);
    }

    @Test
    void weightsInHalfPrecisionAreChangedToo() {
        float[] half = picture(Shipped.load(Shipped.reference("sd15-fp16")), loras(lora("lora-kohya.safetensors", 1)));
        float[] full = picture(Shipped.load(Shipped.reference("sd15")), loras(lora("lora-kohya.safetensors", 1)));
        float[] without = picture(Shipped.load(Shipped.reference("sd15")), Adapters.NONE);

        assertThat(difference(half, full)).isLessThan(0.1).isLessThan(difference(full, without) / 2);
    }

    @Test
    void theFilesAreRecordedWithDigestAndWeight() {
        Adapted adapted =
                loras(lora("lora-kohya.safetensors", 0.5)).applyTo(Shipped.load(Shipped.reference("sd15")), graphs);

        assertThat(adapted.records()).singleElement().asString().matches("lora-kohya.safetensors:[0-9a-f]{64}:0.5");
    }

    @Test
    void aLoraForAnotherModelIsRejectedByItsFirstMismatch() {
        ModelBundle other = Shipped.load(Shipped.reference("sdxl"));
        ModelBundle sd15 = Shipped.load(Shipped.reference("sd15"));

        assertThatThrownBy(() -> loras(lora("lora-kohya.safetensors", 1)).applyTo(other, graphs))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("attn2_to_k is [32, 32]")
                .hasMessageContaining("Use a LoRA that was trained on this model");
        assertThatThrownBy(() -> loras(new Lora(KANDINSKY.resolve("unet"), 1, Optional.empty()))
                        .applyTo(sd15, graphs))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("down_blocks_1_attentions_0");
        assertThatThrownBy(() -> loras(new Lora(FILES.resolve("lora-peft.safetensors"), 1, Optional.of("prior")))
                        .applyTo(sd15, graphs))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("prior");
    }

    @Test
    void onlyFiniteWeightsAreTaken() {
        ModelBundle bundle = Shipped.load(Shipped.reference("sd15"));

        for (double weight : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(
                            () -> loras(lora("lora-peft.safetensors", weight)).applyTo(bundle, graphs))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("finite");
        }
    }

    @Test
    void anEmbeddingsWordMeansNothingWithoutItAndItsVectorsWithIt() {
        ModelBundle bundle = Shipped.load(Shipped.reference("sd15"));
        Adapters embedding = embedding(FILES.resolve("embedding.safetensors"));

        float[] before = picture(bundle, Adapters.NONE, "mammogram with <lesion>");
        float[] after = picture(bundle, embedding, "mammogram with <lesion>");

        assertThat(difference(before, after)).isGreaterThan(1e-3);
        assertThat(picture(bundle, embedding, "mammogram")).isEqualTo(picture(bundle, Adapters.NONE, "mammogram"));
    }

    @Test
    void anEmbeddingsWordCanBeWeighed() {
        ModelBundle bundle = Shipped.load(Shipped.reference("sd15"));
        Adapters embedding = embedding(FILES.resolve("embedding.safetensors"));

        float[] plain = picture(bundle, embedding, "mammogram with <lesion>");

        assertThat(picture(bundle, embedding, "mammogram with (<lesion>:1)")).isEqualTo(plain);
        assertThat(difference(picture(bundle, embedding, "mammogram with (<lesion>:2)"), plain))
                .isGreaterThan(1e-3);
    }

    @Test
    void twoEmbeddingsLiveSideBySideButNotUnderOneWord() {
        ModelBundle bundle = Shipped.load(Shipped.reference("sd15"));
        Embedding one = new Embedding(FILES.resolve("embedding.safetensors"), Optional.empty());
        Embedding two = new Embedding(FILES.resolve("embedding-a1111.pt"), Optional.of("<other>"));
        Adapters both = new Adapters(List.of(), List.of(one, two));
        Adapters twice = new Adapters(List.of(), List.of(one, one));

        assertThat(picture(bundle, both, "mammogram with <other>"))
                .isEqualTo(picture(bundle, both, "mammogram with <lesion>"));
        assertThatThrownBy(() -> twice.applyTo(bundle, graphs))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("<lesion>");
    }

    @Test
    void anEmbeddingOfAnotherWidthOrForAModelWithoutWordsIsRejected() {
        Adapters embedding = embedding(FILES.resolve("embedding.safetensors"));

        assertThatThrownBy(() -> embedding.applyTo(Shipped.load(Shipped.reference("sdxl")), graphs))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("wide");
        assertThatThrownBy(() -> embedding.applyTo(Shipped.load(Shipped.reference("medfusion")), graphs))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("reads no words");
    }
}
