package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.domain.GenerationRecord;

/** generate --prompts, and weights, as whole processes. */
class PromptsIT {
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
    void eachLineBecomesAStudyThatItsRecordedSeedMakesAgain() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("p.txt"), "# two\nleft effusion\r\n\na (large:1.4) heart\n");

        Skiagraph.Result result =
                skiagraph.run("generate", "--prompts", "p.txt", "--seed", "7", "--steps", "2", "--json");

        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode studies = result.json().get("studies");
        assertThat(result.json().get("seed").asLong()).isEqualTo(7);
        assertThat(studies).hasSize(2);
        assertThat(studies.findValuesAsText("line")).containsExactly("2", "4");
        assertThat(record(studies.get(0)).request().prompt()).isEqualTo("left effusion");
        GenerationRecord second = record(studies.get(1));
        assertThat(second.request().prompt()).isEqualTo("a (large:1.4) heart");
        assertThat(second.request().promptWeights()).isEqualTo("explicit");
        assertThat(second.request().seed()).isEqualTo(studies.at("/1/seed").asLong());
        Skiagraph.Result again = skiagraph.run(
                "generate",
                "a (large:1.4) heart",
                "--seed",
                studies.at("/1/seed").asText(),
                "--steps",
                "2",
                "--json");
        assertThat(Studies.pixels(file(again.json()))).isEqualTo(Studies.pixels(file(studies.get(1))));
    }

    @Test
    void aWrongLineIsNamedAndNothingIsWritten() throws IOException, InterruptedException {
        Skiagraph.Result result =
                skiagraph.runWithInput("effusion\n\n(heart:99)\n", "generate", "--prompts", "-", "--json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--prompts: line 3: a weight of 99.0").doesNotContain("heart");
        assertThat(result.json().at("/failure/where").asText()).isEqualTo("prompts");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aPromptAndAFileOfPromptsAreOneTooMany() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.run("generate", "effusion", "--prompts", "p.txt");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("both --prompts and another prompt");
    }

    @Test
    void wordsOfAFileStayOffTheScreenAndEveryStudyIsTold() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.runWithInput(
                "zebra effusion\neffusion\n", "generate", "--prompts", "-", "--steps", "2", "--count", "2");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("warning: line 1: prompt: words that the model was not trained with");
        assertThat(result.out() + result.err()).doesNotContain("zebra");
        assertThat(result.out()).contains("Line 1: ", "Line 2: ", "(2 files, seed ", "Series:   2 studies, seed ");
    }

    @Test
    void anUnreachablePeerLeavesEveryStudy() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.runWithInput(
                "effusion\nheart\n",
                "generate",
                "--prompts",
                "-",
                "--steps",
                "2",
                "--json",
                "--send",
                "NOBODY@127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.json().get("outcome").asText()).isEqualTo("unavailable");
        JsonNode studies = result.json().get("studies");
        assertThat(studies).hasSize(2);
        for (JsonNode study : studies) {
            assertThat(study.at("/deliveries/0/outcome").asText()).isEqualTo("retryable");
            assertThat(file(study)).exists();
        }
    }

    @Test
    void aDiskThatFillsUpLeavesTheStudiesBeforeAndSaysWhereItEnded() throws IOException, InterruptedException {
        Path small = Files.createDirectory(directory.resolve("small"));
        Files.writeString(directory.resolve("p.txt"), "effusion\nheart\nnormal chest\n");
        // One study has some 200 kB.
        String mounted = "mount -t tmpfs -o size=280k none " + small + " && \"$@\"; code=$?; find " + small
                + " -mindepth 1 >found; exit $code";
        Process process = skiagraph.start(
                List.of("unshare", "-rm", "sh", "-c", mounted, "sh"),
                "generate",
                "--prompts",
                "p.txt",
                "--steps",
                "2",
                "--json",
                "--out",
                small.toString());

        Skiagraph.Result result = skiagraph.finish(process, "");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
        assertThat(result.err())
                .contains("1 of 3 studies are finished; line 2 ended it")
                .containsIgnoringCase("disk");
        JsonNode document = result.json();
        assertThat(document.get("outcome").asText()).isEqualTo("unavailable");
        assertThat(document.get("line").asInt()).isEqualTo(2);
        assertThat(document.get("studies")).hasSize(1);
        assertThat(Files.readAllLines(directory.resolve("found")))
                .contains(file(document.at("/studies/0")).toString())
                .noneMatch(path -> path.contains("partial"));
    }

    @Test
    void controlCLeavesTheStudiesBeforeAndNothingOfTheOneThatWasBegun() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("p.txt"), "effusion\nheart\n".repeat(20));
        Process process = skiagraph.start(
                List.of("env", "--default-signal=INT"), "generate", "--prompts", "p.txt", "--steps", "40", "--json");
        while (process.isAlive() && published().isEmpty()) {
            Thread.sleep(50);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();

        Skiagraph.Result result = skiagraph.finish(process, "");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(130);
        assertThat(result.json().get("outcome").asText()).isEqualTo("cancelled");
        assertThat(result.json().get("studies")).hasSameSizeAs(published()).isNotEmpty();
        try (Stream<Path> tree = Files.walk(directory)) {
            assertThat(tree.map(Path::toString)).noneMatch(path -> path.contains("partial"));
        }
    }

    private List<Path> published() throws IOException {
        Path studies = directory.resolve("studies");
        if (Files.notExists(studies)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(studies)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private static GenerationRecord record(JsonNode study) {
        return Studies.record(file(study));
    }

    private static Path file(JsonNode study) {
        return Path.of(study.at("/instances/0/file").asText());
    }
}
