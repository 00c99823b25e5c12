package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** prompt explain, as whole processes. */
class PromptExplainIT {
    private static final Path REFERENCE =
            Path.of(System.getProperty("skiagraph.root"), "src/diffusion/src/test/reference");

    @TempDir
    Path directory;

    private Skiagraph skiagraph;

    @BeforeEach
    void here() throws IOException {
        skiagraph = new Skiagraph(Files.createDirectory(directory.resolve("work")));
    }

    @Test
    void peopleReadATableWithARowForEachWord() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.run(
                "prompt", "explain", "large (left:1.3) pneumothorax zebra", "--negative-prompt", "cardiomegaly");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out().lines().map(line -> line.strip().split("  +")[0]))
                .contains("Prompt", "large", "left", "pneumothorax", "zebra", "Negative prompt", "cardiomegaly");
        assertThat(result.out())
                .containsPattern("left +1[.]30? +yes +yes +[0-9.]+ % +[0-9.]+ % +[0-9.]+ % +left</w> \\d+");
        assertThat(result.out()).containsPattern("zebra +1[.]00 +yes +NO ");
        assertThat(result.out()).contains("weights: explicit", "on noise of seed 0 at timesteps");
    }

    @Test
    void programsReadATree() throws IOException, InterruptedException {
        JsonNode tree = skiagraph
                .run("prompt", "explain", "left effusion", "--seed", "5", "--json")
                .json();

        assertThat(tree.at("/probe/network").asText()).isEqualTo("unet");
        assertThat(tree.at("/probe/seed").asLong()).isEqualTo(5);
        assertThat(tree.at("/prompt/0/word").asText()).isEqualTo("left");
        assertThat(tree.at("/prompt/0/kept").asBoolean()).isTrue();
        assertThat(tree.at("/prompt/0/known").asBoolean()).isTrue();
        assertThat(tree.at("/prompt/0/pieces/0/window").asInt(-1)).isZero();
        assertThat(tree.at("/prompt/0/pieces/0/piece").asText()).isEqualTo("left</w>");
        assertThat(tree.at("/prompt/0/changes")).hasSize(3);
    }

    @Test
    void withoutTheNetworkItIsToldFast() throws IOException, InterruptedException {
        JsonNode tree = skiagraph
                .runWithInput(
                        "胸部 (large) effusion",
                        "prompt",
                        "explain",
                        "--prompt-file",
                        "-",
                        "--prompt-weights",
                        "a1111",
                        "--no-effect",
                        "--json")
                .json();

        assertThat(tree.has("probe")).isFalse();
        assertThat(tree.at("/prompt/1/word").asText()).isEqualTo("large");
        assertThat(tree.at("/prompt/1/weight").asDouble()).isEqualTo(1.1);
        assertThat(tree.at("/prompt/0/known").asBoolean(true)).isFalse();
        assertThat(tree.at("/prompt/0").has("changes")).isFalse();
    }

    @Test
    void aModelWithoutWordsIsRejectedWithTheMend() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.run(
                "prompt",
                "explain",
                "chest",
                "--model",
                REFERENCE.resolve("medfusion/bundle").toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("prompt: this model reads no words", "models show");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void wrongWordsAndNumbersAreNamed() throws IOException, InterruptedException {
        assertThat(skiagraph.run("prompt", "explain", "(a:11)").err()).contains("prompt: a weight of 11.0");
        assertThat(skiagraph
                        .run("prompt", "explain", "x", "--prompt-weights", "on")
                        .err())
                .contains("--prompt-weights: 'on' is none of explicit, a1111, off");
        assertThat(skiagraph.run("prompt").exitCode()).isEqualTo(2);
    }
}
