package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesIT {
    @TempDir
    Path directory;

    @Test
    void builtInTemplatesAreListedAndShown() throws IOException, InterruptedException {
        JsonNode templates =
                skiagraph().run("templates", "list", "--json").json().get("templates");

        assertThat(templates.findValuesAsText("name")).contains("dx-chest-pa", "mg-cc-l", "sc", "ct-slice");
        assertThat(skiagraph().run("templates", "show", "dx-chest-pa").out()).contains("${patient.name}");
    }

    @Test
    void aGoodTemplateOfOnesOwnIsGoodAndUsable() throws IOException, InterruptedException {
        Path mine = Files.writeString(
                directory.resolve("mine.json"),
                skiagraph().run("templates", "show", "sc").out());

        assertThat(skiagraph().run("templates", "check", mine.toString()).exitCode())
                .isZero();
        assertThat(skiagraph()
                        .run("generate", "x", "--steps", "1", "--template", mine.toString())
                        .exitCode())
                .isZero();
    }

    @Test
    void aBrokenTemplateIsExplainedAndRefusedByGenerate() throws IOException, InterruptedException {
        String good = skiagraph().run("templates", "show", "dx-chest-pa").out();
        Path broken =
                Files.writeString(directory.resolve("broken.json"), good.replace("${patient.name}", "${patient.nmae}"));

        Skiagraph.Result check = skiagraph().run("templates", "check", broken.toString());
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out()).contains("patient.nmae", "1 to mend");

        Skiagraph.Result generate =
                skiagraph().run("generate", "x", "--template", broken.toString(), "--out", "studies");
        assertThat(generate.exitCode()).isEqualTo(2);
        assertThat(generate.err()).contains("patient.nmae");
        assertThat(directory.resolve("studies")).doesNotExist();
    }

    @Test
    void aPacsMetadataBecomesATemplateWithoutTheIdentity() throws IOException, InterruptedException {
        Path metadata = Files.writeString(directory.resolve("metadata.json"), """
                [{"00080016": {"vr": "UI", "Value": ["1.2.840.10008.5.1.4.1.1.7"]},
                  "00080060": {"vr": "CS", "Value": ["OT"]},
                  "00100010": {"vr": "PN", "Value": [{"Alphabetic": "Real^Person"}]}}]
                """);
        Path made = directory.resolve("made.json");

        Skiagraph.Result result =
                skiagraph().run("templates", "from-metadata", metadata.toString(), "--out", made.toString());

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).contains("(0010,0010)").doesNotContain("Real^Person");
        assertThat(made).content().doesNotContain("Real^Person");
    }

    private Skiagraph skiagraph() {
        return new Skiagraph(directory);
    }
}
