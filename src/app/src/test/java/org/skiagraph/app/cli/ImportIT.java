package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportIT {
    private static final Path REFERENCES =
            Path.of(System.getProperty("skiagraph.root"), "src/diffusion/src/test/reference");

    @TempDir
    Path temporary;

    private Path directory;
    private Path models;
    private Skiagraph skiagraph;

    @BeforeEach
    void makeAnEmptyDirectory() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        models = temporary.resolve("models");
        skiagraph = new Skiagraph(directory).with("SKIAGRAPH_MODEL_PATH", models.toString());
    }

    @Test
    void anExportedModelIsImportedVerifiedAndDrawn() throws IOException, InterruptedException {
        Skiagraph.Result imported = skiagraph.run(
                "models", "import", reference("sd15"), "--name", "mine", "--into", models.toString(), "--json");

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.json().get("family").asText()).isEqualTo("stable-diffusion");
        assertThat(imported.json().at("/inferred").findValuesAsText("key")).contains("latent.scale", "image.width");
        assertThat(imported.json().at("/gaps").findValuesAsText("key")).contains("licence");

        JsonNode shown = skiagraph.run("models", "show", "mine", "--json").json();
        assertThat(shown.get("digest")).isEqualTo(imported.json().get("digest"));
        assertThat(shown.get("inferred")).isEmpty();

        Skiagraph.Result verified = skiagraph.run("models", "verify", "mine");
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out()).contains("4 graphs answer known noise");

        Skiagraph.Result drawn =
                skiagraph.run("generate", "a chest", "--model", "mine", "--template", "sc", "--steps", "2", "--json");
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    }

    @Test
    void peopleReadWhatWasInferredAndWhatWasNot() throws IOException, InterruptedException {
        Skiagraph.Result result =
                skiagraph.run("models", "import", reference("monai-cxr-ldm"), "--name", "cxr", "--into", "m");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "latent.scale 0.3: vae_decoder/config.json scale_factor",
                        "licence: without it",
                        "Imported cxr");
        assertThat(result.err()).contains("dry runs: 4/4", "copying MiB: ");
    }

    @Test
    void aGraphThatWasChangedTogetherWithItsDigestIsFoundOutByItsAnswer() throws IOException, InterruptedException {
        JsonNode mine = skiagraph
                .run("models", "import", reference("sd15"), "--name", "mine", "--into", models.toString(), "--json")
                .json();
        JsonNode other = skiagraph
                .run("models", "import", reference("sd21-v"), "--name", "other", "--into", models.toString(), "--json")
                .json();
        Path manifest = models.resolve("mine/bundle.yaml");
        String unet = "unet/model.onnx";
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace(
                                mine.get("files").get(unet).asText(),
                                other.get("files").get(unet).asText()));
        Files.copy(
                models.resolve("other").resolve(unet),
                models.resolve("mine").resolve(unet),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        Skiagraph.Result result = skiagraph.run("models", "verify", "mine", "--quiet");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("unet out_sample").doesNotContain("Exception");
    }

    @Test
    void verifySaysHonestlyWhatItCannotCompareAndHowToMendThat() throws IOException, InterruptedException {
        Skiagraph.Result without = skiagraph.run("models", "verify", reference("sd15"));
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.err()).contains("states no SHA-256", "models import");

        skiagraph.run("models", "import", reference("sd15"), "--name", "mine", "--into", models.toString());
        Path manifest = models.resolve("mine/bundle.yaml");
        Files.writeString(manifest, Files.readString(manifest).replaceAll(" *fingerprint.json: .*\n", ""));
        Files.delete(models.resolve("mine/fingerprint.json"));

        Skiagraph.Result result = skiagraph.run("models", "verify", "mine");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("No graph was run", "models import");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "key", "missing", "name", "family", "nowhere"})
    void badSourcesAreToldInOneLineExitWith2AndWriteNothing(String kind) throws IOException, InterruptedException {
        Path source = copy(reference("sd15"), temporary.resolve("source"));
        String name = "bad";
        String family = "stable-diffusion";
        String words = kind;
        switch (kind) {
            case "text" -> {
                Files.writeString(source.resolve("unet/model.onnx"), "hello");
                words = "not an ONNX file";
            }
            case "json" -> {
                Files.writeString(source.resolve("unet/config.json"), "{");
                words = "unet/config.json";
            }
            case "key" -> {
                Files.writeString(source.resolve("bundle.yaml"), "lantent: {}\n");
                words = "lantent";
            }
            case "missing" -> Files.delete(source.resolve("vae_decoder/model.onnx"));
            case "name" -> {
                name = "../up";
                words = "--name";
            }
            case "family" -> {
                family = "stable-difusion";
                words = "--family";
            }
            default -> {
                source = temporary.resolve("nowhere");
                words = "no such directory";
            }
        }

        Skiagraph.Result result = skiagraph.run(
                "models", "import", source.toString(), "--name", name, "--family", family, "--into", "m", "--quiet");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(words).doesNotContain("\tat ", "Exception");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anInterruptedImportLeavesNothing() throws IOException, InterruptedException {
        Process process = skiagraph.start(
                List.of("env", "--default-signal=INT"),
                "models",
                "import",
                reference("kandinsky3"),
                "--name",
                "k",
                "--into",
                "m");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!skiagraph.err().contains("dry runs") && process.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        Skiagraph.Result result = skiagraph.finish(process, "");

        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.err()).contains("cancelled");
        assertThat(directory).isEmptyDirectory();
    }

    private static String reference(String system) {
        return REFERENCES.resolve(system).resolve("bundle").toString();
    }

    private static Path copy(String from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(from))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(Path.of(from).relativize(file).toString()));
            }
        }
        return to;
    }
}
