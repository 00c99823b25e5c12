package org.skiagraph.dicom.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.dicom.verification.Verdict.Kind;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** What a PACS's intake asks of a file. */
class VerifierTest {
    private final Verifier verifier = new Verifier(new MarkingReader(), SignaturePolicy.NONE);

    @TempDir
    Path directory;

    @Test
    void whateverWeWriteIsGood() throws IOException {
        for (Template template : Plans.templates().list()) {
            for (TransferSyntax syntax : TransferSyntax.values()) {
                Verdict verdict = verifier.verify(write(template.name(), syntax));

                assertThat(verdict.faults())
                        .as("%s %s", template.name(), syntax)
                        .isEmpty();
                assertThat(verdict.kind()).isEqualTo(Kind.GOOD);
                assertThat(verdict.remarks()).isEmpty();
                assertThat(verdict.marked()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-ea (0008,001c)       | SyntheticData (0008,001C) is not YES",
                "-m (0008,001c)=NO     | SyntheticData (0008,001C) is not YES",
                "-ea (5347,1001)       | its generation record is missing or damaged",
                "-m (5347,1001)={}     | its generation record is missing or damaged",
                "-ea (5347,0010)       | no private block of Skiagraph",
                "-ea (0018,a001)       | names no synthesizing equipment",
                "-m (0008,0060)=XX     | (0008,0060): Modality is",
                "-ea (0008,0060)       | (0008,0060): Modality is of type 1",
                "-m (0008,0020)=2026xx | (0008,0020): it is no value of VR DA",
                "-m (0028,0010)=4000   | its pixels are damaged",
                "-ea (7fe0,0010)       | it has no pixels"
            })
    void whatWasTakenAwayOrChangedIsNamed(String change, String fault) throws Exception {
        Path file = write("cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        String[] words = change.strip().split(" ");
        assertThat(Tool.run("dcmodify", "-nb", words[0], words[1], file.toString())
                        .exitCode())
                .isZero();

        Verdict verdict = verifier.verify(file);

        assertThat(verdict.kind()).isEqualTo(Kind.WRONG);
        assertThat(String.join("; ", verdict.faults())).contains(fault);
    }

    @Test
    void aFileThatEndsEarlyIsWrong() throws IOException {
        Path file = write("cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        byte[] whole = Files.readAllBytes(file);
        for (int length : List.of(0, 100, 200, whole.length / 2, whole.length - 2)) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(verifier.verify(file).kind()).as("%s bytes", length).isEqualTo(Kind.WRONG);
        }
    }

    @Test
    void whatIsNoDicomFileIsSaidToBeNone() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.txt"), "notes");

        assertThat(verifier.verify(text).kind()).isEqualTo(Kind.NOT_DICOM);
        assertThatThrownBy(() -> verifier.verify(directory.resolve("nowhere"))).isInstanceOf(Rejected.class);
    }

    private Path write(String template, TransferSyntax syntax) {
        return new Part10StudyWriter(8)
                .write(
                        Plans.of(template, 1, new PixelSettings(12, syntax, false)),
                        List.of(Plans.ramp(33, 24, template.startsWith("vl") ? 3 : 1)),
                        directory,
                        ProgressListener.NONE)
                .get(0)
                .file();
    }
}
