package org.skiagraph.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.PictureFrame;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.family.Guidance;
import org.skiagraph.diffusion.family.Pipeline;
import org.skiagraph.diffusion.family.PipelineRun;
import org.skiagraph.diffusion.sampling.Schedulers;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Conditions that go to the network's own inputs, in a 3-D model that is sampled as MAISI is. */
class MaisiTest {
    private static final Map<String, String> TOLD =
            Map.of("modality", "mri_t1", "spacing", "0.8, 0.8, 2", "topRegion", "chest", "bottomRegion", "abdomen");
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

    private Path maisi(String more) throws IOException {
        Path bundle = Shipped.own("maisi", directory);
        Files.writeString(
                bundle.resolve("bundle.yaml"),
                "latent: {multiple: 1}\nimage: {width: 16, height: 16, depth: 8}\n" + more);
        return bundle;
    }

    private static GeneratedImages run(ModelBundle bundle, Map<String, String> conditions) {
        Subject subject = new Subject("", Optional.empty(), LongPrompt.CHUNK, conditions);
        try (Generator generator = Generators.open(bundle, graphs, GeneratorSettings.DEFAULT)) {
            return generator.generate(GenerationRequest.of(subject, new Seed(5)).withSteps(4), ProgressListener.NONE);
        }
    }

    private static List<float[]> slices(ModelBundle bundle, Map<String, String> conditions) {
        return run(bundle, conditions).images().get(0).slices().stream()
                .map(image -> image.samples())
                .toList();
    }

    @Test
    void itsLatentsAreThoseOfMonaisSamplerAroundTheSameNetwork() throws IOException {
        JsonNode runs =
                new ObjectMapper().readTree(Files.readString(Shipped.own().resolve("maisi/rectified-flow.json")));
        JsonNode golden = runs.get(runs.size() - 1);
        ModelBundle bundle = Shipped.load(maisi(""));
        List<float[]> latents = new ArrayList<>();
        PipelineRun run = new PipelineRun(
                List.of(new Prompt("", Optional.empty(), TOLD)),
                PictureFrame.of(16, 16),
                new PipelineRun.Size(16, 16, bundle.image().depth()),
                new PipelineRun.Steps(Schedulers.fromConfig(bundle.scheduler()), 30, 0),
                new Guidance(Guidance.Formula.STANDARD, 1, 0, 0, 1),
                Optional.empty(),
                LongPromptPolicy.TRUNCATE,
                PipelineRun.Pictures.NONE,
                0);
        try (Pipeline pipeline = Pipeline.open(bundle, graphs)) {
            pipeline.run(run, new OwnNoise(), ProgressListener.NONE, (call, after) -> latents.add(after), w -> {});
        }

        assertThat(golden.get("network").asText()).isEqualTo("maisi");
        assertThat(latents).hasSize(30);
        float[] last = latents.get(29);
        assertThat(last).hasSize(golden.get("final").size());
        for (int i = 0; i < last.length; i++) {
            assertThat((double) last[i]).isCloseTo(golden.get("final").get(i).asDouble(), Offset.offset(5e-5));
        }
    }

    @Test
    void itIsRecognisedByItsInputsAndMakesAVolume() throws IOException {
        ModelBundle bundle = Shipped.load(maisi(""));

        GeneratedImages made = run(bundle, Map.of());

        assertThat(bundle.family()).isEqualTo("maisi");
        assertThat(bundle.notes()).anyMatch(note -> note.contains("spacing_tensor"));
        assertThat(made.images().get(0).slices()).hasSize(8);
        assertThat(made.settings().scheduler()).isEqualTo("MonaiRFlowScheduler");
    }

    @Test
    void everyConditionChangesTheVolume() throws IOException {
        ModelBundle bundle = Shipped.load(maisi(""));
        List<float[]> plain = slices(bundle, TOLD);

        for (Map.Entry<String, String> other : Map.of(
                        "modality", "ct", "spacing", "1.5", "topRegion", "head", "bottomRegion", "3")
                .entrySet()) {
            Map<String, String> changed = new HashMap<>(TOLD);
            changed.put(other.getKey(), other.getValue());
            assertThat(slices(bundle, changed).get(0)).as(other.getKey()).isNotEqualTo(plain.get(0));
        }
        assertThat(slices(bundle, TOLD).get(0)).isEqualTo(plain.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "modality; xray; condition modality",
                "modality; 17; condition modality",
                "spacing; 0.8,0.8; 2 numbers",
                "spacing; 0.8,0.8,99; out of range",
                "spacing; thin; no number",
                "topRegion; foot; condition topRegion",
                "region; head; not a condition"
            })
    void aConditionThatIsWrongIsNamed(String name, String value, String named) throws IOException {
        ModelBundle bundle = Shipped.load(maisi(""));

        assertThatThrownBy(() -> run(bundle, Map.of(name, value)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[{name: spacing, input: {name: spacing_tenser}}]; spacing_tensor",
                "[{name: spacing}]; goes to no input",
                "[{name: spacing, unit: mm}]; conditions[0].unit",
                "[{name: spacing, input: {name: spacing_tensor, size: 3}}]; conditions[0].input.size",
                "[{name: spacing, input: {name: spacing_tensor, as: onehot}}]; conditions[0].input.as",
                "[{from: 1}]; has no name",
                "[{name: spacing, input: {name: spacing_tensor, length: 3}}]; plays no part"
            })
    void conditionsThatAreWrongAreRejectedByTheirPlace(String yaml, String named) {
        assertThatThrownBy(() -> Shipped.load(maisi("family: maisi\nconditions: " + yaml + "\n")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(named);
    }
}
