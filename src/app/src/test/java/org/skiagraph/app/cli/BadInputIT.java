package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputIT {
    @TempDir
    Path temporary;

    private Path directory;
    private Skiagraph skiagraph;

    @BeforeEach
    void makeAnEmptyDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        skiagraph = new Skiagraph(directory);
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                bad("prompt: none was given", "generate"),
                bad("one word too many", "generate", "two", "words"),
                bad("both PROMPT and --prompt-file", "generate", "x", "--prompt-file", "p.txt"),
                bad("--prompt-file: p.txt cannot be read", "generate", "--prompt-file", "p.txt"),
                bad("--num-inference-steps: 0", "generate", "x", "--num-inference-steps", "0"),
                bad("1 to 1000", "generate", "x", "--steps", "1001"),
                bad("--num-inference-steps: 'ten' is no whole number", "generate", "x", "--steps", "ten"),
                bad("--guidance-scale: NaN", "generate", "x", "--guidance-scale", "NaN"),
                bad("--guidance-scale: -1.0", "generate", "x", "--guidance-scale=-1"),
                bad("--guidance-scale: Infinity", "generate", "x", "--guidance-scale", "Infinity"),
                bad("--guidance-rescale: 2.0", "generate", "x", "--guidance-rescale", "2"),
                bad("--guidance-start", "generate", "x", "--guidance-start", "0.9", "--guidance-stop", "0.1"),
                bad("--eta", "generate", "x", "--eta", "7"),
                bad("Use 192 or 256", "generate", "x", "--width", "200"),
                bad("--height: 0", "generate", "x", "--height", "0"),
                bad("Did you mean euler", "generate", "x", "--scheduler", "eulr"),
                bad("no key \"nope\"", "generate", "x", "--scheduler-config", "nope=1"),
                bad("--model: ", "generate", "x", "--model", "chest-radiogaph"),
                bad("--long-prompt: 'cut' is none of chunk, truncate", "generate", "x", "--long-prompt", "cut"),
                bad("--prompt-weights: 'on' is none of explicit", "generate", "x", "--prompt-weights", "on"),
                bad("prompt: a weight of -1.0 is outside 0 to 10", "generate", "(x:-1)"),
                bad("--negative-prompt: a weight of 35.0", "generate", "x", "--negative-prompt", "(HU:35)"),
                bad("--prompts: nowhere.txt cannot be read", "generate", "--prompts", "nowhere.txt"),
                bad("--seed: 'abc' is no whole number", "generate", "x", "--seed", "abc"),
                bad("--seed: -1 is negative", "generate", "x", "--seed=-1"),
                bad("--seed: '9223372036854775808' is out of range", "generate", "x", "--seed", "9223372036854775808"),
                bad("--count: 0", "generate", "x", "--count", "0"),
                bad("--batch: -1", "generate", "x", "--batch=-1"),
                bad("--bits-stored: 7", "generate", "x", "--bits-stored", "7"),
                bad("--preview-bits: 12", "generate", "x", "--preview-bits", "12"),
                bad("Give jpeg-ls", "generate", "x", "--transfer-syntax", "jpegls"),
                bad("--provider: 'gpu' is none of cpu, cuda, auto", "generate", "x", "--provider", "gpu"),
                bad("--threads: -2", "generate", "x", "--threads=-2"),
                bad("--patient-name", "generate", "x", "--patient-name", "a\\b"),
                bad("--send: ", "generate", "x", "--send", "ORTHANC"),
                bad("Did you mean --seed", "generate", "x", "--sed", "3"),
                bad("Did you mean 'skiagraph generate'", "genrate", "x"),
                bad("--to: ", "send", ".", "--to", "a@b"),
                bad("paths: nowhere does not exist", "send", "nowhere", "--to", "A@localhost:1"),
                bad("holds no .dcm file", "send", ".", "--to", "A@localhost:1"),
                bad("no @ between", "echo", "localhost"),
                bad("there is no bundle", "models", "show", "nope"),
                bad("nope", "templates", "show", "nope"),
                bad("nope", "generate", "x", "--template", "nope"));
    }

    private static Arguments bad(String words, String... arguments) {
        return arguments(words, List.of(arguments));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badInput")
    void badInputIsToldInOneLineExitsWith2AndWritesNothing(String words, List<String> arguments)
            throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.run(arguments.toArray(String[]::new));

        assertRefused(result, words);
    }

    @Test
    void aPromptOfAMegabyteIsRefused() throws IOException, InterruptedException {
        assertRefused(skiagraph.runWithInput("x".repeat(1 << 20), "generate", "--prompt-file", "-"), "prompt: ");
    }

    @Test
    void aPromptThatIsNotUtf8IsRefused() throws IOException, InterruptedException {
        Path file = temporary.resolve("latin1.txt");
        Files.write(file, new byte[] {'E', 'r', 'g', 'u', (byte) 0xDF});

        assertRefused(skiagraph.run("generate", "--prompt-file", file.toString()), "is not UTF-8");
    }

    @Test
    void anOutputDirectoryUnderAFileIsRefused() throws IOException, InterruptedException {
        Path file = Files.writeString(temporary.resolve("file"), "x");

        assertRefused(
                skiagraph.run("generate", "x", "--out", file.resolve("sub").toString()), "cannot be written");
        assertThat(file).hasContent("x");
    }

    @Test
    void aBadSettingIsNamedWithKeyAndSource() throws IOException, InterruptedException {
        skiagraph.with("SKIAGRAPH_BITS_STORED", "40");

        assertRefused(skiagraph.run("generate", "x"), "skiagraph.bits-stored (environment)");
    }

    @Test
    void aMisspeltKeyInTheSettingsFileIsNamed() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("skiagraph.yaml"), "skiagraph:\n  modle: x\n");

        Skiagraph.Result result = new Skiagraph(elsewhere).run("models", "list");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("skiagraph.yaml", "Write 'skiagraph.model'");
    }

    @Test
    void jsonTellsARefusalAsOneDocument() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph.run("generate", "x", "--steps", "0", "--json");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.json().at("/outcome").asText()).isEqualTo("rejected");
        assertThat(result.json().at("/failure/where").asText()).isEqualTo("num-inference-steps");
        assertThat(result.json().at("/failure/remedy").asText()).isNotBlank();
    }

    private void assertRefused(Skiagraph.Result result, String words) {
        assertThat(result.err()).contains(words).doesNotContain("\tat ", "Exception");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
