package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EverydayIT {
    @TempDir
    Path directory;

    @Test
    void versionNamesTheProgramAndItsVersion() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph().run("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).matches("skiagraph \\d+\\.\\d+\\.\\d+\\R");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"generate", "serve", "send", "echo", "models", "templates", "doctor", "config", "completion"})
    void everyCommandHasHelp(String command) throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph().run(command, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Usage: skiagraph " + command);
    }

    @Test
    void configTellsEachValueAndItsSource() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("skiagraph.yaml"), "skiagraph:\n  out: here\n");

        JsonNode settings = skiagraph()
                .with("SKIAGRAPH_AE_TITLE", "MINE")
                .run("config", "--json")
                .json()
                .get("settings");

        assertThat(sourceOf(settings, "skiagraph.out"))
                .isEqualTo(directory.toRealPath().resolve("skiagraph.yaml").toString());
        assertThat(sourceOf(settings, "skiagraph.ae-title")).isEqualTo("environment");
        assertThat(sourceOf(settings, "skiagraph.model")).isEqualTo("default");
    }

    @Test
    void theCompletionScriptIsGoodBashAndKnowsTheCommands() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph().run("completion");
        Path script = Files.writeString(directory.resolve("completion.sh"), result.out());

        Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();

        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(bash.exitValue()).isZero();
        assertThat(result.out()).contains("generate", "--guidance-scale", "from-metadata");
    }

    @Test
    void theBundledModelIsListedShownAndVerified() throws IOException, InterruptedException {
        JsonNode models = skiagraph().run("models", "list", "--json").json().get("models");
        assertThat(models.findValuesAsText("name")).contains("chest-radiograph");

        JsonNode model =
                skiagraph().run("models", "show", "chest-radiograph", "--json").json();
        assertThat(model.at("/image/width").asInt()).isEqualTo(256);
        assertThat(model.at("/digest").asText()).matches("[0-9a-f]{64}");

        assertThat(skiagraph().run("models", "verify", "chest-radiograph").exitCode())
                .isZero();
    }

    @Test
    void doctorSaysThatGenerateWorks() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph().run("doctor");

        assertThat(result.out()).contains("ok    java", "ok    provider: CPU starts", "generate works here");
        assertThat(result.exitCode()).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void doctorSaysWhatIsMissingAndHowToMendIt() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph().with("SKIAGRAPH_MODEL", "nowhere").run("doctor", "--json");

        assertThat(result.exitCode()).isEqualTo(3);
        JsonNode broken = null;
        for (JsonNode finding : result.json().get("findings")) {
            broken = finding.get("state").asText().equals("broken") ? finding : broken;
        }
        assertThat(broken).isNotNull();
        assertThat(broken.get("subject").asText()).isEqualTo("model nowhere");
        assertThat(broken.get("remedy").asText()).contains("chest-radiograph");
    }

    @Test
    void aPeerThatIsNotThereIsUnavailable() throws IOException, InterruptedException {
        Skiagraph.Result result = skiagraph().run("echo", "NOBODY@127.0.0.1:1");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void noArgumentsShowTheCommands() throws IOException, InterruptedException {
        assertThat(skiagraph().run().out()).contains(List.of("generate", "send", "doctor"));
    }

    private static String sourceOf(JsonNode settings, String key) {
        for (JsonNode setting : settings) {
            if (setting.get("key").asText().equals(key)) {
                return setting.get("source").asText();
            }
        }
        throw new AssertionError("no " + key);
    }

    private Skiagraph skiagraph() {
        return new Skiagraph(directory);
    }
}
