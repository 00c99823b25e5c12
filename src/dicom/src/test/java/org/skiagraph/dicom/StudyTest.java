package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.file.internal.AtomicFile;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.Marking;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Studies, identities, marking and files. */
class StudyTest {
    @TempDir
    Path directory;

    private final Part10StudyWriter writer = new Part10StudyWriter(8);

    @Test
    void imagesOfOneRequestShareStudyAndSeriesAndHaveUidsOfTheirOwn() {
        List<Instance> written = write(Plans.of("ct-slice", 3, PixelSettings.DEFAULT), 3);

        assertThat(written)
                .extracting(Instance::studyInstanceUid)
                .hasSize(3)
                .containsOnly(written.get(0).studyInstanceUid());
        assertThat(written)
                .extracting(Instance::seriesInstanceUid)
                .containsOnly(written.get(0).seriesInstanceUid());
        assertThat(written).extracting(Instance::sopInstanceUid).doesNotHaveDuplicates();
        assertThat(written)
                .extracting(instance -> instance.file().getFileName().toString())
                .containsExactly("IM0001.dcm", "IM0002.dcm", "IM0003.dcm");
    }

    @Test
    void slicesOfOneSeriesLieBesideEachOther() throws Exception {
        List<Instance> written = write(Plans.of("mr-slice", 2, PixelSettings.DEFAULT), 2);

        String second = Tool.run(
                        "dcmdump", "+P", "0020,0032", written.get(1).file().toString())
                .output();
        assertThat(second).contains("[0\\0\\1.4]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SYNTHETIC^Größe", "SYNTHETIC^山田", "SYNTHETIC^Łukasz", "SYNTHETIC^Ünïcödé😀"})
    void namesInAnyScriptSurviveAnotherReader(String name) throws Exception {
        StudyPlan plan = Plans.of(Plans.templates().find("cr-chest"), 1, PixelSettings.DEFAULT, "胸部 größer", name);

        Instance instance = write(plan, 1).get(0);

        assertThat(Pydicom.read(instance.file(), directory).patientName()).isEqualTo(name);
        assertThat(Tool.run("dcmdump", "+P", "0008,0005", instance.file().toString())
                        .output())
                .contains("ISO_IR 192");
    }

    @Test
    void asciiNeedsNoCharacterSet() throws Exception {
        Instance instance =
                write(Plans.of("cr-chest", 1, PixelSettings.DEFAULT), 1).get(0);

        assertThat(Tool.run("dcmdump", "+P", "0008,0005", instance.file().toString())
                        .output())
                .isEmpty();
    }

    @Test
    void descriptionsBeginWithTheWordAndStayWithinSixtyFourCharacters() {
        assertThat(Marking.description("chest")).isEqualTo("SYNTHETIC chest");
        String cut = Marking.description("胸".repeat(100));
        assertThat(cut).startsWith("SYNTHETIC 胸").endsWith("...");
        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(64);
    }

    @Test
    void aBurntInMarkIsSaidToBeOne() throws Exception {
        Instance plain = write(Plans.of("sc", 1, PixelSettings.DEFAULT), 1).get(0);
        int[] without = Pydicom.read(plain.file(), directory).samples();
        PixelSettings burnt = new PixelSettings(12, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, true);
        Instance marked = write(Plans.of("sc", 1, burnt), 1).get(0);
        int[] with = Pydicom.read(marked.file(), directory).samples();

        assertThat(with).isNotEqualTo(without);
        assertThat(Tool.run("dcmdump", "+P", "0028,0301", marked.file().toString())
                        .output())
                .contains("[YES]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(0008,001c)",
                "(0008,0008)",
                "(0008,103e)",
                "(0008,1030)",
                "(0018,9004)",
                "(0010,0021)",
                "(0018,a001)",
                "(5347,0010)",
                "(5347,1001)"
            })
    void aFileThatLostAMarkIsNotTakenForOurs(String tag) throws Exception {
        Instance instance =
                write(Plans.of("dx-chest-pa", 1, PixelSettings.DEFAULT), 1).get(0);
        Tool.Result result =
                Tool.run("dcmodify", "-nb", "-imt", "-ea", tag, instance.file().toString());
        assertThat(result.exitCode()).as(result.output()).isZero();

        assertThatThrownBy(() -> new MarkingReader().read(instance.file()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(instance.file().toString());
    }

    @Test
    void theRecordSurvivesARoundTripThroughImplicitVr() throws Exception {
        Instance instance =
                write(Plans.of("dx-chest-pa", 1, PixelSettings.DEFAULT), 1).get(0);
        Path implicit = directory.resolve("implicit.dcm");
        Tool.Result result = Tool.run("dcmconv", "+ti", instance.file().toString(), implicit.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();

        assertThat(new MarkingReader().read(implicit).record()).isEqualTo(Plans.record(0));
    }

    @Test
    void identitiesAreUnmistakableAndFollowTheirKeys() {
        Identities identities = SyntheticIdentities.under(Optional.empty());

        assertThat(identities.newUid()).startsWith("2.25.").isNotEqualTo(identities.newUid());
        assertThat(identities.uidFor("a")).isEqualTo(identities.uidFor("a")).isNotEqualTo(identities.uidFor("b"));
        assertThat(identities.newPatient().id()).matches("SYNTHETIC-[0-9A-F]{32}");
        assertThat(identities.patientFor("a")).isEqualTo(identities.patientFor("a"));
        Identities site = SyntheticIdentities.under(Optional.of("1.2.826.0.1.3680043.8.4"));
        assertThat(site.newUid()).startsWith("1.2.826.0.1.3680043.8.4.").hasSizeLessThanOrEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3.4", "1.02.3", "1..2", "1.2.3.4.5.6.7.8.9.10.11.12.13", "abc"})
    void aRootThatIsNoneIsRejected(String root) {
        assertThatThrownBy(() -> SyntheticIdentities.under(Optional.of(root))).isInstanceOf(Rejected.class);
    }

    @Test
    void aPatientWithoutThePrefixIsRejectedAndNothingIsWritten() throws IOException {
        StudyPlan plan = Plans.of(Plans.templates().find("cr-chest"), 1, PixelSettings.DEFAULT, "chest", "Doe^John");

        assertThatThrownBy(() -> write(plan, 1)).isInstanceOf(Rejected.class).hasMessageContaining("patientName");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whereNothingCanBeWrittenItIsTriedAgainLater() {
        assertThatThrownBy(() -> AtomicFile.write(Path.of("/proc/self/skiagraph.dcm"), new byte[1]))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("--out");
    }

    private List<Instance> write(StudyPlan plan, int count) {
        Image image = Plans.ramp(64, 48, 1);
        return writer.write(plan, Collections.nCopies(count, image), directory, ProgressListener.NONE);
    }
}
