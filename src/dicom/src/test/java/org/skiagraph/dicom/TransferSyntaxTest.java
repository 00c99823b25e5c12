package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

/** Every encoding decodes to the pixels that were meant, with a decoder that is not ours. */
class TransferSyntaxTest {
    @TempDir
    Path directory;

    static Stream<Arguments> encodings() {
        return Stream.of(TransferSyntax.values())
                .flatMap(syntax -> Stream.of("dx-chest-pa", "vl-endoscopic", "ct-slice")
                        .map(template -> Arguments.of(syntax, template)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void anotherDecoderFindsTheSamePixels(TransferSyntax syntax, String template) throws Exception {
        // An odd width, so that rows and planes of odd length are met too.
        Image image = Plans.ramp(63, 48, 3);
        Instance instance = write(template, image, new PixelSettings(12, syntax, false));
        assertThat(instance.transferSyntaxUid()).isEqualTo(syntax.uid());
        Path raw = directory.resolve("raw.dcm");

        Tool.Result decoded = Tool.run("gdcmconv", "--raw", instance.file().toString(), raw.toString());

        assertThat(decoded.exitCode()).as(decoded.output()).isZero();
        assertThat(Pydicom.read(raw, directory).samples())
                .isEqualTo(Pydicom.expected(Plans.templates().find(template), image, 12));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12, 14, 16})
    void greysAreStoredInAsManyBitsAsAsked(int bitsStored) throws Exception {
        Image image = Plans.ramp(63, 47, 1);
        Instance instance = write(
                "dx-chest-pa", image, new PixelSettings(bitsStored, PixelSettings.DEFAULT.transferSyntax(), false));

        assertThat(Pydicom.read(instance.file(), directory).samples())
                .isEqualTo(Pydicom.expected(Plans.templates().find("dx-chest-pa"), image, bitsStored));
        assertThat(Tool.run("dcmdump", "+P", "0028,0101", instance.file().toString())
                        .output())
                .contains("US " + bitsStored);
    }

    private Instance write(String template, Image image, PixelSettings pixels) {
        return new Part10StudyWriter(8)
                .write(Plans.of(template, 1, pixels), List.of(image), directory, ProgressListener.NONE)
                .get(0);
    }
}
