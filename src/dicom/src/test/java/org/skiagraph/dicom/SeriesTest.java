package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.dataset.Geometry;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.StudyPlan.Series;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Volumes, and studies of several series. */
class SeriesTest {
    @TempDir
    Path directory;

    private final Part10StudyWriter writer = new Part10StudyWriter(8);

    @ParameterizedTest
    @ValueSource(strings = {"ct-slice", "mr-slice"})
    void everySeriesHasFilesAndAFrameOfReferenceOfItsOwn(String template) throws Exception {
        StudyPlan plan = volumes(Plans.templates().find(template), 2);

        List<Instance> written =
                writer.write(plan, Collections.nCopies(6, Plans.ramp(32, 24, 1)), directory, ProgressListener.NONE);

        assertThat(written)
                .extracting(instance -> instance.file().getFileName().toString())
                .startsWith("SE0001-IM0001.dcm", "SE0001-IM0002.dcm")
                .endsWith("SE0002-IM0003.dcm");
        for (int i = 0; i < 6; i++) {
            String dump = dump(written.get(i).file());
            assertThat(dump)
                    .contains("[" + plan.series().get(i / 3).frameOfReferenceUid() + "]")
                    .contains("[-10.5\\-20.25\\"
                            + (i % 3 == 0 ? "0" : Double.toString(2.5 * (i % 3)).replace(".0", "")) + "]")
                    .contains("[1\\0\\0\\0\\1\\0]")
                    .contains("[0.75\\0.5]");
        }
        List<Path> files = written.stream().map(Instance::file).toList();
        assertThat(Dciodvfy.errors(files).values()).allMatch(List::isEmpty);
    }

    @Test
    void aVolumeDoesNotGoIntoATemplateForSinglePictures() {
        StudyPlan plan = volumes(Plans.templates().find("dx-chest-pa"), 1);

        assertThatThrownBy(() -> writer.check(plan, directory))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("mr-slice");
    }

    @Test
    void aTemplateThatTurnsItsSlicesOtherwiseIsRefused() throws Exception {
        String axial = Files.readString(Plans.DIRECTORY.resolve("mr-slice.json"));
        Path sagittal = directory.resolve("sagittal.json");
        Files.writeString(sagittal, axial.replace("\"${instance.orientation}\"", "0, 1, 0, 0, 0, -1"));
        StudyPlan plan = volumes(Plans.templates().find(sagittal.toString()), 1);
        Path same = directory.resolve("same.json");
        Files.writeString(same, axial.replace("\"${instance.orientation}\"", "1, 0, 0, 0, 1.0, 0"));

        assertThatThrownBy(() -> writer.check(plan, directory))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("(0020,0037)")
                .hasMessageContaining("${instance.orientation}");
        writer.check(volumes(Plans.templates().find(same.toString()), 1), directory);
    }

    @Test
    void seriesThatShareAnIdentityAreRefused() {
        StudyPlan plan = volumes(Plans.templates().find("ct-slice"), 1);
        Series series = plan.series().get(0);
        Series sameNumber = new Series(
                "1.2.3", "1.2.4", 1, true, volumes(plan.template(), 1).images());

        for (Series second : List.of(series, sameNumber)) {
            StudyPlan twice = new StudyPlan(
                    plan.template(), plan.patient(), plan.study(), List.of(series, second), plan.pixels());
            assertThatThrownBy(() -> writer.check(twice, directory)).isInstanceOf(Rejected.class);
        }
    }

    /** Series of three slices each. */
    private static StudyPlan volumes(Template template, int count) {
        StudyPlan plan = Plans.of(template, 1, PixelSettings.DEFAULT, "head", "SYNTHETIC^Test");
        List<Series> series = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            StudyPlan drawn = Plans.of(template, 3, PixelSettings.DEFAULT, "head", "SYNTHETIC^Test");
            List<PlannedImage> slices = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                PlannedImage image = drawn.images().get(i);
                Geometry geometry = new Geometry(0.75, 0.5, 2.5, new Geometry.Point(-10.5, -20.25, 2.5 * i));
                slices.add(new PlannedImage(image.sopInstanceUid(), i + 1, Optional.of(geometry), image.record()));
            }
            Series one = drawn.series().get(0);
            series.add(new Series(one.seriesInstanceUid(), one.frameOfReferenceUid(), s + 1, true, slices));
        }
        return new StudyPlan(template, plan.patient(), plan.study(), series, plan.pixels());
    }

    private static String dump(Path file) throws Exception {
        return Tool.run(
                        "dcmdump",
                        "+P",
                        "0020,0032",
                        "+P",
                        "0020,0037",
                        "+P",
                        "0020,0052",
                        "+P",
                        "0028,0030",
                        file.toString())
                .output();
    }
}
