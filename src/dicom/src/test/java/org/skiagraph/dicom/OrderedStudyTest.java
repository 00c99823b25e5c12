package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.Order.Code;
import org.skiagraph.dicom.dataset.Order.Person;
import org.skiagraph.dicom.dataset.Order.Procedure;
import org.skiagraph.dicom.dataset.Order.Step;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.StudyPlan.Study;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.peers.DcmDump;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** A study that answers an order of a synthetic worklist. */
class OrderedStudyTest {
    private static final String UID = "1.2.826.0.1.4711.9";

    @TempDir
    Path directory;

    @Test
    void everyTemplateTakesAnOrderAndStaysValidAndMarked() throws Exception {
        List<Path> files = new ArrayList<>();
        for (Template template : Plans.templates().list()) {
            files.add(write(template, order(new Person("Doe^Jane=山田^花子", "PID1", "TEST RIS", "19700101", "F"))));
        }

        assertThat(Dciodvfy.errors(files).values()).hasSize(files.size()).allSatisfy(errors -> assertThat(errors)
                .isEmpty());
        for (Path file : files) {
            assertThat(new MarkingReader().read(file).studyInstanceUid()).isEqualTo(UID);
            assertThat(DcmDump.text(file))
                    .contains("(0008,0050) SH [ACC1]", "(0008,0090) PN [Who^Doctor]", "(0020,0010) SH [RP1]")
                    .contains("(0010,0010) PN [SYNTHETIC Doe^Jane=SYNTHETIC 山田^花子]")
                    .contains("(0010,0020) LO [SYNTHETIC-PID1]", "(0010,0021) LO [SKIAGRAPH SYNTHETIC]")
                    .contains("(0010,0030) DA [19700101]", "(0010,0040) CS [F]")
                    .doesNotContain("(0010,1002)", "LO [PID1]", "LO [TEST RIS]")
                    .containsSubsequence("(0040,0275)", "SH [ACC1]", "UI [" + UID + "]", "LO [Chest]", "SH [71020]")
                    .containsSubsequence("(0040,0275)", "LO [One view]", "SH [PROTO]", "SH [STEP1]", "SH [RP1]");
        }
    }

    @Test
    void whoIsVisiblySyntheticInTheWorklistKeepsNameAndId() throws Exception {
        Path file = write(
                Plans.templates().find("dx-chest-pa"), order(new Person("SYNTHETIC^Jane", "SYNTHETIC-7", "", "", "")));

        assertThat(DcmDump.text(file))
                .contains("(0010,0010) PN [SYNTHETIC^Jane]", "(0010,0020) LO [SYNTHETIC-7]")
                .contains("(0010,0030) DA (no value available)", "(0010,0040) CS (no value available)")
                .doesNotContain("(0010,1002)");
    }

    @Test
    void aPlanCannotBeOfOneStudyAndAnswerAnother() {
        StudyPlan own = Plans.of("dx-chest-pa", 1, PixelSettings.DEFAULT);

        assertThatThrownBy(() -> answering(own, own.study(), order(new Person("a", "b", "", "", ""))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOrderHoldsValuesOfItsVrsAlone() {
        for (String wrong : List.of("a\0b", "a\nb", "a\\b", "x".repeat(65), "\u009B2J", "\uFFFD", "\uD800", "")) {
            assertThatThrownBy(() -> new Person("Doe", wrong, "", "", ""))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("PatientID (0010,0020)");
        }
        assertThatThrownBy(() -> new Step("S1", "x".repeat(65), Optional.empty()))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> new Code("71020", "", "", "Chest"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("CodingSchemeDesignator (0008,0102) is missing");
    }

    private Path write(Template template, Order order) throws Exception {
        StudyPlan plain = Plans.of(template, 1, PixelSettings.DEFAULT, "chest radiograph", "SYNTHETIC^Test");
        Study study = new Study(
                UID,
                order.procedure().id(),
                order.accessionNumber(),
                plain.study().time(),
                "ordered");
        return new Part10StudyWriter(8)
                .write(
                        answering(plain, study, order),
                        List.of(Plans.ramp(64, 48, 3)),
                        Files.createDirectory(directory.resolve(template.name())),
                        ProgressListener.NONE)
                .get(0)
                .file();
    }

    private static StudyPlan answering(StudyPlan plan, Study study, Order order) {
        return new StudyPlan(
                plan.template(), order.patient().marked(), study, plan.series(), plan.pixels(), Optional.of(order));
    }

    private static Order order(Person patient) {
        return new Order(
                patient,
                UID,
                "ACC1",
                "Who^Doctor",
                "DX",
                new Procedure("RP1", "Chest", Optional.of(new Code("71020", "C4", "", "Chest"))),
                new Step("STEP1", "One view", Optional.of(new Code("PROTO", "99SITE", "2", "Chest PA"))));
    }
}
