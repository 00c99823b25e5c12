package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

/** Every template's output, before independent judges. */
class EveryTemplateTest {
    @TempDir
    Path directory;

    static Stream<Template> templates() {
        return Plans.templates().list().stream();
    }

    @Test
    void allTemplatesThatAreShippedAreGood() throws IOException {
        try (Stream<Path> files = java.nio.file.Files.list(Plans.DIRECTORY)) {
            long shipped =
                    files.filter(file -> file.toString().endsWith(".json")).count();
            assertThat(templates()).hasSize((int) shipped).hasSizeGreaterThanOrEqualTo(11);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void dciodvfyFindsNoErrorAndOnlyTheWarningsThatAreExplained(Template template) throws Exception {
        Path file = write(template, PixelSettings.DEFAULT).file();

        String output = Tool.run("dciodvfy", file.toString()).output();

        assertThat(errors(output)).isSubsetOf(Dciodvfy.NEWER_THAN_DICTIONARY);
        Set<String> warnings = output.lines()
                .filter(line -> line.startsWith("Warning"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(warnings).isEqualTo(explained(template.name()));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void dciodvfyFindsNothingElseWrongOnceSyntheticDataIsTakenOut(Template template) throws Exception {
        Path file = write(template, PixelSettings.DEFAULT).file();
        Tool.run("dcmodify", "-nb", "-imt", "-e", "(0008,001c)", file.toString());

        String output = Tool.run("dciodvfy", file.toString()).output();

        assertThat(errors(output)).isEmpty();
        assertThat(output).doesNotContain("001c");
    }

    private static List<String> errors(String output) {
        return output.lines().filter(line -> line.startsWith("Error")).toList();
    }

    /** Lines "template | warning | why"; the template "*" stands for all of them. */
    private static Set<String> explained(String template) throws IOException {
        try (InputStream in = EveryTemplateTest.class.getResourceAsStream("dciodvfy-warnings.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 3))
                    .filter(parts ->
                            parts[0].equals("*") || Set.of(parts[0].split(",")).contains(template))
                    .map(parts -> parts[1])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void otherReadersAgreeOnPixelsAndMarking(Template template) throws Exception {
        Instance instance = write(template, PixelSettings.DEFAULT);

        assertThat(Tool.run("dcmdump", instance.file().toString()).exitCode()).isZero();
        Tool.Result gdcm = Tool.run("gdcminfo", instance.file().toString());
        assertThat(gdcm.exitCode()).as(gdcm.output()).isZero();
        Pydicom.Read read = Pydicom.read(instance.file(), directory);
        assertThat(read.syntheticData()).isEqualTo("YES");
        assertThat(read.samples()).isEqualTo(Pydicom.expected(template, Plans.ramp(64, 48, 3), 12));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyObjectIsMarkedWithASwitchNowhere(Template template) {
        Instance instance = write(template, PixelSettings.DEFAULT);

        MarkedFile marked = new MarkingReader().read(instance.file());

        assertThat(marked.marks()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(marked.record()).isEqualTo(Plans.record(0));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void thePreviewIsWhatTheFilesOwnWindowShows(Template template) throws Exception {
        Instance instance = write(template, PixelSettings.DEFAULT);
        Path shown = directory.resolve("shown.png");

        // Colour has no window; dcmtk refuses the option there.
        Tool.Result result = template.colour()
                ? Tool.run("dcm2pnm", "+on", instance.file().toString(), shown.toString())
                : Tool.run("dcm2pnm", "+on", "+Wi", "1", instance.file().toString(), shown.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(Pngs.largestDifference(instance.preview(), shown)).isLessThanOrEqualTo(1);
    }

    private Instance write(Template template, PixelSettings pixels) {
        StudyPlan plan = Plans.of(template, 1, pixels, "chest radiograph", "SYNTHETIC^Test");
        Image image = Plans.ramp(64, 48, 3);
        return new Part10StudyWriter(8)
                .write(plan, List.of(image), directory, ProgressListener.NONE)
                .get(0);
    }
}
