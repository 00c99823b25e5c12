package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.domain.GenerationRecord;

class GenerateIT {
    private static final String PROMPT = "PA chest radiograph with a large left pleural effusion";

    @TempDir
    Path temporary;

    private Path directory;
    private Skiagraph skiagraph;

    @BeforeEach
    void makeAnEmptyDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        skiagraph = new Skiagraph(directory);
    }

    @Test
    void aPromptBecomesAMarkedFileWithItsRecordAndAPreview() throws IOException, InterruptedException {
        Skiagraph.Result result = generate(PROMPT, "--seed", "7");

        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode instance = result.json().at("/instances/0");
        GenerationRecord record = Studies.record(path(instance, "file"));
        assertThat(record.request().prompt()).isEqualTo(PROMPT);
        assertThat(record.request().seed()).isEqualTo(7);
        assertThat(record.sampling().numInferenceSteps()).isEqualTo(2);
        assertThat(record.execution().onnxRuntimeVersion()).isNotBlank();
        assertThat(path(instance, "preview")).isNotEmptyFile();
        assertThat(result.json().get("seed").asLong()).isEqualTo(7);
        assertThat(everything()).noneMatch(name -> name.contains("partial"));
    }

    @Test
    void theSameSeedTwiceGivesEqualPixelsUnderDifferentUids() throws IOException, InterruptedException {
        JsonNode one = generate(PROMPT, "--seed", "7").json();
        JsonNode two = generate(PROMPT, "--seed", "7").json();
        JsonNode other = generate(PROMPT, "--seed", "8").json();

        assertThat(Studies.pixels(file(one, 0))).isEqualTo(Studies.pixels(file(two, 0)));
        assertThat(Studies.pixels(file(one, 0))).isNotEqualTo(Studies.pixels(file(other, 0)));
        assertThat(one.at("/instances/0/sopInstanceUid")).isNotEqualTo(two.at("/instances/0/sopInstanceUid"));
    }

    @Test
    void severalImagesShareAStudyAndADrawnSeedIsTold() throws IOException, InterruptedException {
        JsonNode result = generate(PROMPT, "--count", "3", "--batch", "2").json();

        assertThat(result.get("instances")).hasSize(3);
        assertThat(result.get("instances").findValuesAsText("studyInstanceUid"))
                .containsOnly(result.at("/instances/0/studyInstanceUid").asText());
        assertThat(Studies.pixels(file(result, 0))).isNotEqualTo(Studies.pixels(file(result, 1)));
        assertThat(Studies.record(file(result, 0)).execution().batch()).isEqualTo(2);
        assertThat(Studies.record(file(result, 2)).execution().batch()).isEqualTo(1);
        assertThat(Studies.record(file(result, 2)).request().imageIndex()).isEqualTo(2);
        assertThat(Studies.record(file(result, 2)).request().seed())
                .isEqualTo(result.get("seed").asLong());
    }

    @Test
    void peopleReadWhereItIsAndHowToSendIt() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.run("generate", PROMPT, "--steps", "2", "--out", "my studies");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Study:", "my studies", "Seed:", "IM0001.dcm", "IM0001.png");
        assertThat(result.out()).containsPattern("storescu .*/'\\*\\.dcm").contains("skiagraph send '");
        assertThat(result.err()).contains("2/2");
    }

    @Test
    void quietIsSilentOnStderr() throws IOException, InterruptedException {
        assertThat(generate(PROMPT, "--quiet").err()).isEmpty();
    }

    @Test
    void aPromptFromStdinKeepsItsUnicodeAndStaysOffTheScreen() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.runWithInput(
                "Thorax mit Erguß 胸部\n",
                "generate",
                "--prompt-file",
                "-",
                "--steps",
                "2",
                "--json",
                "--patient-name",
                "Müller^Anna");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Studies.record(file(result.json(), 0)).request().prompt()).isEqualTo("Thorax mit Erguß 胸部");
        assertThat(result.out() + result.err()).doesNotContain("Erguß");
        assertThat(Files.readString(file(result.json(), 0), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("SYNTHETIC");
    }

    @Test
    void anEmptyPromptIsTheUnconditionalOne() throws IOException, InterruptedException {
        Skiagraph.Result result = generate("");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Studies.record(file(result.json(), 0)).request().prompt()).isEmpty();
    }

    @Test
    void wordsThatAreLeftOutAreTold() throws IOException, InterruptedException {
        Skiagraph.Result result = generate("effusion ".repeat(90) + "leftover", "--long-prompt", "truncate");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("warning: ", "leftover");
        assertThat(result.json().get("warnings")).isNotEmpty();
    }

    @Test
    void controlCLeavesNothing() throws IOException, InterruptedException {
        Process process = skiagraph.start(
                List.of("env", "--default-signal=INT"), "generate", PROMPT, "--steps", "900", "--out", "studies/new");
        waitForDenoising(process);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        Skiagraph.Result result = skiagraph.finish(process, "");

        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.err()).contains("cancelled");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsUnavailableAndLeavesNothing() throws IOException, InterruptedException {
        Path small = Files.createDirectory(directory.resolve("small"));
        String mounted = "mount -t tmpfs -o size=32k none " + small + " && \"$@\"; code=$?; find " + small
                + " -mindepth 1; exit $code";
        Process process = skiagraph.start(
                List.of("unshare", "-rm", "sh", "-c", mounted, "sh"),
                "generate",
                PROMPT,
                "--steps",
                "2",
                "--out",
                small.toString());

        Skiagraph.Result result = skiagraph.finish(process, "");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err()).containsIgnoringCase("disk").doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void anUnreachablePeerLeavesTheStudyAndIsUnavailable() throws IOException, InterruptedException {
        Skiagraph.Result result = generate(PROMPT, "--send", "NOBODY@127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().at("/deliveries/0/outcome").asText()).isEqualTo("retryable");
        assertThat(file(result.json(), 0)).exists();
    }

    private void waitForDenoising(Process process) throws IOException, InterruptedException {
        while (process.isAlive() && !skiagraph.err().contains("denoising")) {
            Thread.sleep(50);
        }
        assertThat(process.isAlive()).as(skiagraph.err()).isTrue();
    }

    private Skiagraph.Result generate(String prompt, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("generate", prompt, "--num-inference-steps", "2", "--json"));
        words.addAll(List.of(more));
        return skiagraph.run(words.toArray(String[]::new));
    }

    private List<String> everything() throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.map(Path::toString).toList();
        }
    }

    private Path file(JsonNode result, int index) {
        return path(result.at("/instances/" + index), "file");
    }

    private Path path(JsonNode instance, String field) {
        return directory.resolve(instance.get(field).asText());
    }
}
