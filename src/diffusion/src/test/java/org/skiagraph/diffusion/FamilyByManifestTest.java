package org.skiagraph.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.bundle.Families;
import org.skiagraph.diffusion.bundle.FormPrompt;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** A family that no line of this build knows. */
class FamilyByManifestTest {
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

    private ModelBundle load(String system, String manifest) throws IOException {
        Path copy = Shipped.copy(system, directory);
        Files.writeString(copy.resolve("bundle.yaml"), manifest);
        return Shipped.load(copy);
    }

    private static GeneratedImages run(ModelBundle bundle, Subject subject) {
        try (Generator generator = Generators.open(bundle, graphs, GeneratorSettings.DEFAULT)) {
            return generator.generate(GenerationRequest.of(subject, new Seed(21)), ProgressListener.NONE);
        }
    }

    @Test
    void aManifestAloneAddsAFamilyOfTextAndImages() throws IOException {
        ModelBundle bundle = load("sd15", """
                family: hand-radiograph
                conditioning: {kind: text}
                masking: diffusers
                latent: {scale: 0.18215}
                image: {width: 64, height: 64, colour: false}
                guidance: {scale: 2.0, formula: "(g+1)*c - g*u"}
                scheduler: {_class_name: DDIMScheduler}
                numInferenceSteps: 3
                eta: 1.0
                form:
                  prompt: "a {side} hand[ with {finding}]"
                  fields:
                    - {name: side, choices: {left: {}, right: {mirrored: true}}, required: true}
                    - {name: finding, text: 40}
                """);
        assertThat(Families.names()).doesNotContain(bundle.family());
        FormPrompt form = bundle.form().orElseThrow().compose(Map.of("side", "right", "finding", "a fracture"));

        GeneratedImages made = run(bundle, Subject.of(form.prompt()));

        assertThat(form.prompt()).isEqualTo("a right hand with a fracture");
        assertThat(made.images().get(0).image().channels()).isEqualTo(1);
        assertThat(made.settings().numInferenceSteps()).isEqualTo(3);
        assertThat(made.settings().eta()).isEqualTo(1.0);
        assertThat(made.settings().guidanceScale()).isEqualTo(2.0);
    }

    @Test
    void aManifestAloneAddsAFamilyOfVolumesToldByInputs() throws IOException {
        Path copy = Shipped.own("maisi", directory);
        Files.writeString(copy.resolve("bundle.yaml"), """
                family: foot-ct
                conditioning: {kind: inputs}
                masking: none
                latent: {scale: 1.0, factor: 4, multiple: 1}
                image: {low: 0, high: 1, width: 16, height: 16, depth: 8}
                guidance: {scale: 1.0}
                numInferenceSteps: 2
                conditions:
                  - {name: protocol, classes: [native, contrast], default: native, input: {name: class_labels}}
                  - {name: voxel, from: 0.1, to: 5, input: {name: spacing_tensor, scale: 100, length: 3}}
                  - name: top
                    classes: [a, b, c, d]
                    default: a
                    input: {name: top_region_index_tensor, as: onehot}
                  - name: bottom
                    classes: [a, b, c, d]
                    default: b
                    input: {name: bottom_region_index_tensor, as: onehot}
                """);
        Subject subject = new Subject("", Optional.empty(), LongPrompt.CHUNK, Map.of("voxel", "0.5"));

        GeneratedImages made = run(Shipped.load(copy), subject);

        assertThat(made.images().get(0).slices()).hasSize(8);
        assertThatThrownBy(() -> run(Shipped.load(copy), Subject.of("")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("condition voxel");
    }

    @Test
    void aFamilyThatNothingDescribesIsRejectedWithTheKnownOnes() {
        assertThatThrownBy(() -> load("sd15", "family: hand-radiograph\n"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("conditioning.kind")
                .hasMessageContaining("mam-e");
    }
}
