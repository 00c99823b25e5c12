package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.Skiagraph.Result;

/** Cohorts and pairs by whole processes. */
class CohortIT {
    private static final String[] WORDS = {
        "cohort",
        "cohort.yaml",
        "--run-id",
        "one",
        "--clock",
        "2026-11-24T15:30:12",
        "--template",
        "sc",
        "--steps",
        "4",
        "--threads",
        "1",
        "--json"
    };

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void makeADirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        Files.writeString(
                directory.resolve("cohort.yaml"),
                "count: 16\nseed: 7\nfields:\n  finding: {effusion: 2, nodule: 1}\n  prompt: a chest with {finding}\n");
    }

    private static String[] into(String out) {
        String[] words = java.util.Arrays.copyOf(WORDS, WORDS.length + 4);
        System.arraycopy(new String[] {"--out", out, "--model", References.bundle("sd15")}, 0, words, WORDS.length, 4);
        return words;
    }

    @Test
    void aKilledRunGoesOnAndIsTheSameAsOneThatWasNot() throws IOException, InterruptedException {
        Skiagraph killed = new Skiagraph(directory);
        Process process = killed.start(List.of(), into("killed"));
        awaitFile(process, directory.resolve("killed/rows/000001.json"));

        // Held still, so that it cannot end before it is killed.
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
        Result second = new Skiagraph(Files.createDirectory(temporary.resolve("second")))
                .run(into(directory.resolve("killed").toString(), directory.resolve("cohort.yaml")));
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        Result resumed = new Skiagraph(directory).run(into("killed"));
        Result whole = new Skiagraph(directory).run(into("whole"));

        assertThat(second.exitCode()).as(second.err()).isEqualTo(3);
        assertThat(second.err()).contains("process " + process.pid());
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.json().get("resumed").asInt()).isBetween(1, 15);
        Process diff = new ProcessBuilder("diff", "-r", "killed", "whole")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(diff.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(diff.waitFor()).isZero();
    }

    private static String[] into(String out, Path cohort) {
        String[] words = into(out);
        words[1] = cohort.toString();
        return words;
    }

    private static void awaitFile(Process process, Path file) throws InterruptedException {
        while (Files.notExists(file)) {
            assertThat(process.isAlive())
                    .as("it ended before it could be killed")
                    .isTrue();
            Thread.sleep(5);
        }
    }

    @Test
    void aPairIsWrittenWithItsSegmentation() throws IOException, InterruptedException {
        Pngs.ramp(directory.resolve("source.png"), 64);
        Pngs.middle(directory.resolve("mask.png"), 64);

        Result result = new Skiagraph(directory)
                .run(
                        "lesion",
                        "source.png",
                        "--mask",
                        "mask.png",
                        "--prompt",
                        "a chest with a nodule",
                        "--finding",
                        "nodule",
                        "--model",
                        References.bundle("sd15"),
                        "--template",
                        "sc",
                        "--steps",
                        "2",
                        "--json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json().get("segmentations").asInt()).isEqualTo(1);
        Path out = Path.of(result.json().get("directory").asText());
        JsonNode with = new ObjectMapper()
                .readTree(Files.readAllLines(out.resolve("cohort.jsonl")).get(0));
        assertThat(out.resolve(with.get("segmentation").asText())).isRegularFile();
        assertThat(with.get("pair").asText()).isEqualTo("with");
    }
}
