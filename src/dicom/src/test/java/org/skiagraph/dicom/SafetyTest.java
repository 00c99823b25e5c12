package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.StudyPlan.PlannedImage;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.file.internal.AtomicFile;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** What must not happen to a study: half of it left behind, anatomy made up by accident, a record that says less. */
class SafetyTest {
    @TempDir
    Path directory;

    @Test
    void aCancelledStudyLeavesNothingBehind() throws IOException {
        StudyPlan plan = Plans.of("cr-chest", 3, PixelSettings.DEFAULT);

        assertThatThrownBy(() -> write(plan, Plans.ramp(16, 16, 1), new CancelAfter(2)))
                .isInstanceOf(CancellationException.class);
        assertNothingIsLeft();
    }

    @Test
    void aFileThatFailsItsCheckNeverAppears() throws IOException {
        Path file = directory.resolve("a.dcm");

        assertThatThrownBy(() -> AtomicFile.write(file, new byte[10], temporary -> {
                    assertThat(temporary).hasSize(10);
                    throw new Fatal("a", "b", "c");
                }))
                .isInstanceOf(Fatal.class);
        assertNothingIsLeft();
    }

    @Test
    void samplesThatAreNoNumbersAreNoAnatomy() throws IOException {
        Image image = Plans.ramp(16, 16, 1);
        image.samples()[77] = Float.NaN;

        assertThatThrownBy(() -> write(Plans.of("cr-chest", 1, PixelSettings.DEFAULT), image, ProgressListener.NONE))
                .isInstanceOf(Fatal.class)
                .hasMessageContaining("not numbers");
        assertNothingIsLeft();
    }

    @Test
    void aWordThatDoesNotFitIsNotDrawnInPart() throws IOException {
        PixelSettings burnt = new PixelSettings(12, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, true);

        assertThatThrownBy(() -> write(Plans.of("sc", 1, burnt), Plans.ramp(54, 64, 1), ProgressListener.NONE))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("burnIn");
        assertNothingIsLeft();
    }

    @Test
    void imagesThatWouldOverwriteEachOtherAreRejected() throws IOException {
        StudyPlan plan = Plans.of("cr-chest", 2, PixelSettings.DEFAULT);
        PlannedImage first = plan.images().get(0);
        PlannedImage sameNumber = new PlannedImage("1.2.3", 1, Optional.empty(), Plans.record(1));
        PlannedImage sameUid = new PlannedImage(first.sopInstanceUid(), 2, Optional.empty(), Plans.record(1));

        for (PlannedImage second : List.of(sameNumber, sameUid)) {
            StudyPlan twice = with(plan, List.of(first, second));
            assertThatThrownBy(() -> write(twice, Plans.ramp(16, 16, 1), ProgressListener.NONE))
                    .isInstanceOf(Rejected.class);
        }
        assertNothingIsLeft();
    }

    @Test
    void anUnknownSpacingIsLeftOutWhereItMayBeAndRejectedWhereNot() throws Exception {
        StudyPlan radiograph = withoutSpacing(Plans.of("cr-chest", 1, PixelSettings.DEFAULT));
        Path file = write(radiograph, Plans.ramp(16, 16, 1), ProgressListener.NONE)
                .get(0)
                .file();

        assertThat(Tool.run("dcmdump", "+P", "0018,1164", file.toString()).output())
                .isEmpty();
        assertThat(Dciodvfy.errors(List.of(file)).get(file)).isEmpty();
        for (String name : List.of("dx-chest-pa", "mg-cc-l", "ct-slice", "mr-slice")) {
            StudyPlan plan = withoutSpacing(Plans.of(name, 1, PixelSettings.DEFAULT));
            assertThatThrownBy(() -> new Part10StudyWriter(8).check(plan, directory))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("fieldOfViewMm");
        }
    }

    @Test
    void aLongRecordSurvivesAndSoDoWholeNumbersOfAnyType() throws Exception {
        GenerationRecord plain = Plans.record(0);
        GenerationRecord.Sampling sampling = plain.sampling();
        GenerationRecord record = new GenerationRecord(
                plain.product(),
                plain.bundle(),
                new GenerationRecord.Request(
                        "inpainting",
                        "胸部 \\ \"x\" \n".repeat(10_000),
                        Optional.empty(),
                        "chunk",
                        "explicit",
                        Map.of("label", "Größe", "age", "0.5"),
                        1L << 62,
                        0,
                        16,
                        16,
                        Optional.of(8),
                        Optional.of(new GenerationRecord.Framing(true, Optional.of("10:13 pad")))),
                new GenerationRecord.Sampling(
                        sampling.scheduler(),
                        Map.of("long", 7L, "float", 0.1f, "list", List.of(1, 2.5, "x"), "whether", true),
                        25,
                        7.5,
                        0.7,
                        0,
                        1,
                        0,
                        Optional.of(0.8),
                        Optional.of(new GenerationRecord.Prior(25, 4.5))),
                plain.execution(),
                plain.template(),
                new GenerationRecord.Inputs(
                        List.of("a:b:1"),
                        Optional.of("c"),
                        Optional.of("d"),
                        Optional.of("1,2,3,4"),
                        List.of(
                                new GenerationRecord.Control(Optional.of("edges"), "e", 0.5),
                                new GenerationRecord.Control(Optional.empty(), "f", 1))));
        StudyPlan plan = Plans.of("dx-chest-pa", 1, PixelSettings.DEFAULT);
        PlannedImage image = plan.images().get(0);
        StudyPlan longer = with(plan, List.of(new PlannedImage(image.sopInstanceUid(), 1, image.geometry(), record)));

        Path file = write(longer, Plans.ramp(16, 16, 1), ProgressListener.NONE)
                .get(0)
                .file();
        Path implicit = directory.resolve("implicit.dcm");
        assertThat(Tool.run("dcmconv", "+ti", file.toString(), implicit.toString())
                        .exitCode())
                .isZero();

        for (Path each : List.of(file, implicit)) {
            GenerationRecord read = new MarkingReader().read(each).record();
            assertThat(read.request()).isEqualTo(record.request());
            assertThat(read.inputs()).isEqualTo(record.inputs());
            assertThat(read.sampling().strength()).contains(0.8);
            assertThat(read.sampling().prior()).isEqualTo(record.sampling().prior());
            assertThat(read.sampling().schedulerConfig())
                    .containsEntry("long", 7)
                    .containsEntry("float", 0.1)
                    .containsEntry("list", List.of(1, 2.5, "x"));
        }
    }

    @Test
    void aDamagedFileIsReadOrRejectedAndNothingElse() throws IOException {
        byte[] whole = Files.readAllBytes(
                write(Plans.of("dx-chest-pa", 1, PixelSettings.DEFAULT), Plans.ramp(16, 16, 1), ProgressListener.NONE)
                        .get(0)
                        .file());
        Random random = new Random(1);
        Path damaged = directory.resolve("damaged.dcm");
        int rejected = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] bytes =
                    random.nextBoolean() ? whole.clone() : java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int hit = 0; hit < 1 + i % 4 && bytes.length > 0; hit++) {
                bytes[random.nextInt(Math.min(bytes.length, 4000))] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try {
                new MarkingReader().read(damaged);
            } catch (Rejected expected) {
                rejected++;
            }
        }
        assertThat(rejected).isBetween(500, 2000);
    }

    private static StudyPlan withoutSpacing(StudyPlan plan) {
        PlannedImage image = plan.images().get(0);
        return with(plan, List.of(new PlannedImage(image.sopInstanceUid(), 1, Optional.empty(), image.record())));
    }

    private static StudyPlan with(StudyPlan plan, List<PlannedImage> images) {
        StudyPlan.Series series = plan.series().get(0);
        return new StudyPlan(
                plan.template(),
                plan.patient(),
                plan.study(),
                List.of(new StudyPlan.Series(
                        series.seriesInstanceUid(), series.frameOfReferenceUid(), series.number(), false, images)),
                plan.pixels());
    }

    private List<Instance> write(StudyPlan plan, Image image, ProgressListener listener) {
        return new Part10StudyWriter(8)
                .write(plan, Collections.nCopies(plan.images().size(), image), directory, listener);
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private static final class CancelAfter implements ProgressListener {
        private final int files;
        private int written;

        CancelAfter(int files) {
            this.files = files;
        }

        @Override
        public void on(Progress progress) {
            written = progress.done();
        }

        @Override
        public boolean isCancelled() {
            return written >= files;
        }
    }
}
