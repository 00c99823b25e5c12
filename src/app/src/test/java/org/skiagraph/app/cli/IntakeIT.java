package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of ours looked at, checked and made again, as people and scripts do it. */
class IntakeIT {
    @TempDir
    Path temporary;

    private Skiagraph skiagraph;
    private Path key;
    private Path study;
    private Path file;

    @BeforeEach
    void generate() throws IOException, InterruptedException {
        Path directory = Files.createDirectory(temporary.resolve("work"));
        key = temporary.resolve("site.pem");
        assertThat(new Skiagraph(directory).run("keys", "new", key.toString()).exitCode())
                .isZero();
        skiagraph = new Skiagraph(directory).with("SKIAGRAPH_SIGNING_KEY", key.toString());
        Skiagraph.Result made = skiagraph.run(
                "generate",
                "a chest",
                "--model",
                References.bundle("sd15"),
                "--template",
                "sc",
                "--steps",
                "2",
                "--count",
                "2",
                "--quiet",
                "--json");
        assertThat(made.exitCode()).as(made.err()).isZero();
        study = Path.of(made.json().get("directory").asText());
        file = study.resolve("IM0002.dcm");
    }

    @Test
    void aFileIsShownAndMadeAgain() throws IOException, InterruptedException {
        JsonNode shown = skiagraph.run("inspect", file.toString(), "--json").json();
        Skiagraph.Result again =
                skiagraph.run("reproduce", file.toString(), "--model", References.bundle("sd15"), "--quiet");

        assertThat(shown.at("/record/request/prompt").asText()).isEqualTo("a chest");
        assertThat(shown.at("/record/request/imageIndex").asInt()).isEqualTo(1);
        assertThat(shown.at("/marks")).hasSizeGreaterThan(5);
        assertThat(shown.at("/signature").asText()).startsWith("signed by key ").endsWith(": good");
        assertThat(again.out()).isEqualTo("equal, bit for bit\n");
        assertThat(again.exitCode()).isZero();
    }

    @Test
    void anIntakeScriptTellsGoodFilesFromOthersByTheExitCode() throws IOException, InterruptedException {
        Skiagraph anybody = new Skiagraph(temporary.resolve("work"));
        Skiagraph.Result good = anybody.run("verify", study.toString(), "--require-signature", "--key", key + ".pub");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        Files.write(file, bytes);
        Files.write(study.resolve("cut.dcm"), java.util.Arrays.copyOf(bytes, 2000));
        Skiagraph.Result bad = skiagraph.run("verify", study.toString(), "--json");
        Skiagraph.Result other =
                skiagraph.run("reproduce", file.toString(), "--model", References.bundle("sd15"), "--quiet", "--json");

        assertThat(good.exitCode()).isZero();
        assertThat(good.out()).contains("IM0001.png", "2 good, 0 wrong, 2 not DICOM");
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.json().at("/wrong").asInt()).isEqualTo(2);
        assertThat(bad.out()).contains(": BAD, record, content or SOP Instance UID");
        assertThat(bad.json().at("/files")).hasSize(5);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.json().at("/pixels/different").asInt()).isEqualTo(1);
        assertThat(other.json().at("/outcome").asText()).isEqualTo("different");
    }
}
