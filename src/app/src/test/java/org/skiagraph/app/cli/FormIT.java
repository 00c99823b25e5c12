package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ar.com.hjg.pngj.ImageLineInt;
import ar.com.hjg.pngj.PngReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.Skiagraph.Result;
import org.skiagraph.domain.GenerationRecord;

/** A model with a form: MAM-E's manifest over tiny graphs. */
class FormIT {
    @TempDir
    Path temporary;

    private Path directory;
    private Skiagraph skiagraph;

    @BeforeEach
    void makeABundle() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        skiagraph = new Skiagraph(directory);
        Path bundle = directory.resolve("mammograms");
        copy(Path.of(References.bundle("sd15")), bundle);
        Files.writeString(
                bundle.resolve("bundle.yaml"),
                "family: mam-e\nimage: {width: 64, height: 64, fieldOfViewMm: 180}\ntemplates: [mg-cc-l]\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private Result generate(String... more) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("generate", "--model", "mammograms", "--steps", "2", "--seed", "5"));
        words.addAll(List.of(more));
        return skiagraph.run(Stream.concat(words.stream(), Stream.of("--json")).toArray(String[]::new));
    }

    private Path study(Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return Path.of(result.json().path("directory").asText());
    }

    private static int[][] rows(Path png) {
        PngReader reader = new PngReader(png.toFile());
        int[][] rows = new int[reader.imgInfo.rows][];
        for (int y = 0; y < rows.length; y++) {
            rows[y] = ((ImageLineInt) reader.readRow()).getScanline().clone();
        }
        reader.end();
        return rows;
    }

    private static int[] reversed(int[] row) {
        int[] reversed = new int[row.length];
        Arrays.setAll(reversed, i -> row[row.length - 1 - i]);
        return reversed;
    }

    @Test
    void aFormSaysItInTheModelsWordsAndARightBreastIsMirrored() throws IOException, InterruptedException {
        Path left = study(generate("--form", "view=CC", "--form", "density=low", "--form", "area=big"));
        Path right = study(generate(
                "--form",
                "view=CC",
                "--form",
                "density=low",
                "--form",
                "area=big",
                "--form",
                "laterality=R",
                "--template",
                "mg-cc-r"));

        GenerationRecord record = Studies.record(right.resolve("IM0001.dcm"));
        assertThat(record.request().prompt()).isEqualTo("a siemens mammogram in CC view with big area and low density");
        assertThat(record.request().framing().orElseThrow().mirrored()).isTrue();
        assertThat(record.sampling().guidanceScale()).isEqualTo(4);
        assertThat(Studies.record(left.resolve("IM0001.dcm")).request().framing())
                .isEmpty();
        int[][] leftRows = rows(left.resolve("IM0001.png"));
        int[][] rightRows = rows(right.resolve("IM0001.png"));
        for (int y = 0; y < leftRows.length; y++) {
            assertThat(rightRows[y]).isEqualTo(reversed(leftRows[y]));
        }
    }

    @Test
    void whatAMaskLeavesAloneStaysWhereItWasInARightBreast() throws IOException, InterruptedException {
        Pngs.ramp(directory.resolve("source.png"), 64);
        String[] edit = {"--form", "content=lesion", "--image", "source.png", "--box", "0,16,16,16"};
        Path right = study(generate(Stream.concat(Stream.of(edit), Stream.of("--form", "laterality=R"))
                .toArray(String[]::new)));

        GenerationRecord record = Studies.record(right.resolve("IM0001.dcm"));
        assertThat(record.request().prompt()).isEqualTo("a mammogram with a lesion");
        assertThat(record.sampling().guidanceScale()).isEqualTo(3);
        assertThat(record.request().mode()).isEqualTo("inpainting");
        // What the tiny decoder makes of the kept half is dark on the left and light on the right, as the source is.
        int[] row = rows(right.resolve("IM0001.png"))[60];
        Path mirrored = study(generate(
                "a mammogram with a lesion",
                "--image",
                "source.png",
                "--box",
                "0,16,16,16",
                "--guidance-scale",
                "3",
                "--mirror"));
        assertThat(rows(mirrored.resolve("IM0001.png"))[60]).isEqualTo(row);
    }

    @Test
    void theOriginalProportionsAreRestoredAndRecorded() throws IOException, InterruptedException {
        Path study = study(generate("--form", "view=MLO", "--aspect", "original"));

        assertThat(rows(study.resolve("IM0001.png"))).hasDimensions(83, 64);
        assertThat(Studies.record(study.resolve("IM0001.dcm"))
                        .request()
                        .framing()
                        .orElseThrow()
                        .aspect())
                .contains("10:13 pad");
    }

    @Test
    void aFormThatCannotBeFilledInSoIsRejectedWithItsMend() throws IOException, InterruptedException {
        rejected("vendor", "--form", "vendor=kodak");
        rejected("colour", "--form", "colour=red");
        rejected("prompt", "a mammogram", "--form", "view=CC");
        rejected("aspect", "--form", "view=CC", "--aspect", "13");
        Result none = skiagraph.run("generate", "--form", "view=CC", "--model", References.bundle("sd15"));
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("form");
    }

    private void rejected(String named, String... words) throws IOException, InterruptedException {
        Result result = generate(words);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(named);
        assertThat(directory.resolve("studies")).doesNotExist();
    }

    @Test
    void aModelTellsItsForm() throws IOException, InterruptedException {
        Result shown = skiagraph.run("models", "show", "mammograms", "--json");

        assertThat(shown.json().at("/takes/form/1/name").asText()).isEqualTo("vendor");
        assertThat(shown.json().at("/takes/form/1/choices/1").asText()).isEqualTo("hologic");
        assertThat(shown.json().at("/takes/form/1/default").asText()).isEqualTo("siemens");
        assertThat(shown.json().at("/image/aspect").asText()).isEqualTo("10:13 pad");
    }
}
