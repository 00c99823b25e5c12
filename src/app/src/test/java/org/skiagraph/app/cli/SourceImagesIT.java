package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DICOM files that go in: their pixels count, and nothing else of them comes out. */
class SourceImagesIT {
    @TempDir
    Path temporary;

    @Test
    void nothingOfASourceButItsPixelsIsInWhatIsMadeOfIt() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("work"));
        Path source = CanarySource.write(temporary.resolve("source.dcm"), "NO");
        Path png = Pngs.ramp(temporary.resolve("source.png"), CanarySource.SIDE);
        Path mask = Pngs.middle(temporary.resolve("mask.png"), CanarySource.SIDE);
        assertThat(hits(List.of(source))).isNotEmpty();

        Skiagraph.Result made = generate(directory, source, "--mask", mask.toString(), "--out", "made");

        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(hits(files(temporary, source))).isEmpty();
        Skiagraph.Result fromPng = generate(directory, png, "--mask", mask.toString(), "--out", "png");
        assertThat(fromPng.exitCode()).isZero();
        Path first = Path.of(made.json().at("/instances/0/file").asText());
        Path second = Path.of(fromPng.json().at("/instances/0/file").asText());
        assertThat(Studies.record(first).inputs())
                .isEqualTo(Studies.record(second).inputs());
        assertThat(Studies.pixels(first)).isEqualTo(Studies.pixels(second));
    }

    @Test
    void aSourceThatMayHaveSomethingWrittenIntoItIsRefusedUntilItIsAllowed() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("work"));
        Path source = CanarySource.write(temporary.resolve("source.dcm"), CanarySource.TEXT);

        Skiagraph.Result refused = generate(directory, source);
        Skiagraph.Result allowed = generate(directory, source, "--allow-burned-in");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("skiagraph: --image: ")
                .contains("Burned In Annotation (0028,0301) is not NO", "--allow-burned-in")
                .hasLineCount(1);
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        assertThat(hits(files(temporary, source))).isEmpty();
    }

    @Test
    void whatIsMadeOfASourceKeepsItsLengths() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("work"));
        Path source = CanarySource.write(temporary.resolve("source.dcm"), "NO");

        Skiagraph.Result made = generateAs("cr-chest", directory, source);

        assertThat(made.exitCode()).as(made.err()).isZero();
        Path file = Path.of(made.json().at("/instances/0/file").asText());
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .contains(CanarySource.SPACING + "\\" + CanarySource.SPACING);
    }

    private static Skiagraph.Result generate(Path directory, Path image, String... more)
            throws IOException, InterruptedException {
        return generateAs("sc", directory, image, more);
    }

    private static Skiagraph.Result generateAs(String template, Path directory, Path image, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "generate",
                "x",
                "--model",
                References.bundle("sd15"),
                "--template",
                template,
                "--steps",
                "2",
                "--seed",
                "7"));
        arguments.addAll(List.of("--quiet", "--json", "--image", image.toString()));
        arguments.addAll(List.of(more));
        return new Skiagraph(directory).run(arguments.toArray(String[]::new));
    }

    /** Everything that was written: studies, previews, both streams, traces. */
    private static List<Path> files(Path root, Path but) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(but))
                    .toList();
        }
    }

    private static List<String> hits(List<Path> files) throws IOException {
        List<String> hits = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String canary : List.of(
                    CanarySource.TEXT, CanarySource.UID_ROOT, CanarySource.DATE, CanarySource.DECIMAL, "777777777")) {
                if (text.contains(canary)) {
                    hits.add(file + ": " + canary);
                }
            }
        }
        return hits;
    }
}
