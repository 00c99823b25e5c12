package org.skiagraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Real sessions on the tiny reference graphs. */
class OrtGraphTest {
    private final Graphs graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);

    @Test
    void aSignatureIsReadFromTheGraph() {
        try (Graph unet = graphs.open(Fixtures.graph("sd15", "unet"))) {
            assertThat(unet.inputs()).containsOnlyKeys("sample", "timestep", "encoder_hidden_states");
            assertThat(unet.inputs().get("timestep").rank()).isZero();
            assertThat(unet.inputs().get("sample").shape()).isEqualTo(List.of(-1L, 4L, -1L, -1L));
        }
        try (Graph legacy = graphs.open(Fixtures.graph("sd15-legacy-export", "text_encoder"))) {
            assertThat(legacy.inputs().get("input_ids").type()).isEqualTo(ElementType.INT32);
        }
    }

    @Test
    void idsFitGraphsOfEitherIntegerType() {
        float[] wide = embeddings("sd15");
        float[] narrow = embeddings("sd15-legacy-export");

        assertThat(narrow).hasSameSizeAs(wide);
        for (int i = 0; i < wide.length; i++) {
            assertThat(narrow[i]).isCloseTo(wide[i], org.assertj.core.data.Offset.offset(1e-4f));
        }
    }

    @Test
    void halfPrecisionIsWidened() {
        float[] half = embeddings("sd15-fp16");
        float[] full = embeddings("sd15");

        for (int i = 0; i < full.length; i++) {
            assertThat(half[i]).isCloseTo(full[i], org.assertj.core.data.Offset.offset(0.05f));
        }
    }

    private float[] embeddings(String system) {
        long[] ids = new long[77];
        java.util.Arrays.fill(ids, 733);
        ids[0] = 732;
        try (Graph encoder = graphs.open(Fixtures.graph(system, "text_encoder"))) {
            Map<String, Tensor> out =
                    encoder.run(Map.of("input_ids", Tensor.of(ids, 1, 77)), Set.of("last_hidden_state"));
            return ((Tensor.Floats) out.get("last_hidden_state")).values();
        }
    }

    @Test
    void wrongInputsNeverReachTheRuntime() {
        try (Graph decoder = graphs.open(Fixtures.graph("sd15", "vae_decoder"))) {
            Tensor threeChannels = Tensor.of(new float[3 * 64], 1, 3, 8, 8);

            assertThatThrownBy(() -> decoder.run(Map.of("latent_sample", threeChannels), Set.of("sample")))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("latent_sample")
                    .hasMessageContaining("[1, 3, 8, 8]");
            assertThatThrownBy(() -> decoder.run(Map.of("latents", threeChannels), Set.of("sample")))
                    .isInstanceOf(Rejected.class);
            assertThatThrownBy(() -> decoder.run(Map.of("latent_sample", threeChannels), Set.of("picture")))
                    .isInstanceOf(Rejected.class);
        }
    }

    @Test
    void weightsMayLieInAFileBesideTheGraph(@TempDir Path directory) throws IOException {
        Path inline = Fixtures.graph("sd15", "vae_decoder");
        Path external = Fixtures.withWeightsBeside(inline, directory);

        assertThat(Files.size(directory.resolve("model.onnx_data"))).isGreaterThan(10_000);
        assertThat(decoded(external)).isEqualTo(decoded(inline));
    }

    private float[] decoded(Path model) {
        try (Graph decoder = graphs.open(model)) {
            float[] latents = new float[4 * 64];
            java.util.Arrays.fill(latents, 0.3f);
            Tensor given = Tensor.of(latents, 1, 4, 8, 8);
            return ((Tensor.Floats) decoder.run(Map.of("latent_sample", given), Set.of("sample"))
                            .get("sample"))
                    .values();
        }
    }

    @Test
    void equalInputsGiveEqualBits() {
        try (Graph decoder = graphs.open(Fixtures.graph("sd15", "vae_decoder"))) {
            float[] latents = new float[4 * 64];
            for (int i = 0; i < latents.length; i++) {
                latents[i] = (float) StrictMath.sin(i);
            }
            Map<String, Tensor> inputs = Map.of("latent_sample", Tensor.of(latents, 1, 4, 8, 8));

            Tensor.Floats first =
                    (Tensor.Floats) decoder.run(inputs, Set.of("sample")).get("sample");
            for (int i = 0; i < 20; i++) {
                Tensor.Floats again =
                        (Tensor.Floats) decoder.run(inputs, Set.of("sample")).get("sample");
                assertThat(again.values()).isEqualTo(first.values());
            }
        }
    }

    @Test
    void aClosedGraphSaysSoAndClosesTwice() {
        Graph decoder = graphs.open(Fixtures.graph("sd15", "vae_decoder"));
        decoder.close();
        decoder.close();

        Tensor latents = Tensor.of(new float[4 * 64], 1, 4, 8, 8);
        assertThatThrownBy(() -> decoder.run(Map.of("latent_sample", latents), Set.of("sample")))
                .isInstanceOf(Fatal.class);
    }

    @Test
    void theRuntimeTellsWhatItRunsOn() {
        RuntimeDescription description = graphs.description();

        assertThat(description.provider()).isEqualTo("CPU");
        assertThat(description.onnxRuntimeVersion()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(description.intraOpThreads()).isPositive();
        assertThat(description.instructionSet()).startsWith(System.getProperty("os.arch"));
        assertThat(description.fallbackReason()).isEmpty();
    }

    @Test
    void autoEndsUpWhereItReallyStartsAndSaysWhy() {
        RuntimeDescription description = OnnxRuntime.start(new RuntimeSettings(ProviderChoice.AUTO, 1, 0))
                .description();

        assertThat(description.intraOpThreads()).isEqualTo(1);
        assertThat(description.provider().equals("CUDA"))
                .isEqualTo(description.fallbackReason().isEmpty());
    }

    @Test
    void cudaThatWasDemandedAndDoesNotStartIsAnError() {
        boolean has = OnnxRuntime.start(new RuntimeSettings(ProviderChoice.AUTO, 1, 0))
                .description()
                .provider()
                .equals("CUDA");
        RuntimeSettings demanded = new RuntimeSettings(ProviderChoice.CUDA, 1, 0);

        if (has) {
            assertThat(OnnxRuntime.start(demanded).description().provider()).isEqualTo("CUDA");
        } else {
            assertThatThrownBy(() -> OnnxRuntime.start(demanded))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("provider");
        }
    }

    @Test
    void onlyOneOnnxRuntimeIsOnTheClassPath() throws IOException {
        assertThat(java.util.Collections.list(
                        getClass().getClassLoader().getResources("ai/onnxruntime/OrtSession.class")))
                .hasSize(1);
    }
}
