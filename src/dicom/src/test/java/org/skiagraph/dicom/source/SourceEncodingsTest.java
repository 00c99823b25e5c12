package org.skiagraph.dicom.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Sources in every encoding that we read, made by encoders that are not ours. */
class SourceEncodingsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(TransferSyntax.class)
    void whatWeWriteIsReadBackAsItWasMeant(TransferSyntax syntax) {
        for (String template : List.of("cr-chest", "vl-endoscopic", "ct-slice")) {
            Image meant = Plans.ramp(63, 48, template.startsWith("vl") ? 3 : 1);

            Image read = Sources.read(write(template, 12, syntax, meant), SourceOptions.DEFAULT)
                    .pixels();

            float step = meant.channels() == 3 ? 1 / 255f : 1 / 4095f;
            for (int i = 0; i < read.samples().length; i++) {
                float wanted = Math.min(1, Math.max(0, meant.samples()[i]));
                assertThat(read.samples()[i]).isCloseTo(wanted, within(0.51f * step));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cr-chest, 12, dcmcjpeg +e1, 0",
        "cr-chest, 12, dcmcjpeg +el, 0",
        "cr-chest, 12, dcmcjpeg +ee, 0.002",
        "cr-chest, 12, dcmcjpls, 0",
        "cr-chest, 12, dcmcjpls +en, 0.001",
        "cr-chest, 12, gdcmconv --j2k, 0",
        "cr-chest, 12, dcmcrle, 0",
        "sc, 8, dcmcjpeg +eb, 0.02",
        "vl-endoscopic, 8, dcmcjpeg +eb, 0.04",
        "vl-endoscopic, 8, dcmcjpeg +e1, 0",
        "vl-endoscopic, 8, dcmcjpls, 0",
        "vl-endoscopic, 8, gdcmconv --j2k, 0",
        "vl-endoscopic, 8, dcmcrle, 0"
    })
    void whatOthersCompressIsDecoded(String template, int bits, String encoder, float loss) throws Exception {
        Image meant = Plans.ramp(63, 48, template.startsWith("vl") ? 3 : 1);
        Path plain = write(template, bits, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, meant);
        Path compressed = directory.resolve("compressed.dcm");
        String command = encoder + " " + plain + " " + compressed;
        assertThat(Tool.run(command.split(" ")).exitCode()).as(command).isZero();

        float[] read = pixels(compressed);

        float[] expected = pixels(plain);
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < read.length; i++) {
            assertThat(read[i]).isCloseTo(expected[i], within(loss));
        }
    }

    @Test
    void anyFrameOfACompressedFilmCanBeChosen() throws Exception {
        Attributes film = SourceFiles.grey(2, 1, 0, 10, 30, 20, 7, 7);
        film.setInt(Tag.NumberOfFrames, VR.IS, 3);
        film.setString(Tag.SOPClassUID, VR.UI, UID.MultiFrameGrayscaleByteSecondaryCaptureImageStorage);
        Path plain = SourceFiles.write(directory.resolve("film.dcm"), film);
        Path compressed = directory.resolve("film-rle.dcm");
        assertThat(Tool.run("dcmcrle", plain.toString(), compressed.toString()).exitCode())
                .isZero();

        assertThat(Sources.read(compressed, new SourceOptions(2, false))
                        .pixels()
                        .samples())
                .containsExactly(1, 0);
    }

    @Test
    void aCodestreamOfAnotherSizeThanItsDatasetIsNotDecoded() throws Exception {
        Path plain = write("cr-chest", 12, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, Plans.ramp(63, 48, 1));
        for (String encoder : List.of("dcmcjpeg +e1", "dcmcjpls", "gdcmconv --j2k")) {
            Path compressed = directory.resolve("compressed.dcm");
            Tool.run((encoder + " " + plain + " " + compressed).split(" "));
            byte[] bytes = Files.readAllBytes(compressed);
            int rows = indexOf(bytes, new byte[] {0x28, 0, 0x10, 0, 'U', 'S', 2, 0, 48, 0}, 0);
            bytes[rows + 8] = 47;
            Files.write(compressed, bytes);

            assertThatThrownBy(() -> pixels(compressed))
                    .as(encoder)
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("not of the size that it says");
        }
    }

    static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= bytes.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    private static float[] pixels(Path file) {
        return Sources.read(file, SourceOptions.DEFAULT).pixels().samples();
    }

    private Path write(String template, int bits, TransferSyntax syntax, Image image) {
        return new Part10StudyWriter(8)
                .write(
                        Plans.of(template, 1, new PixelSettings(bits, syntax, false)),
                        List.of(image),
                        directory,
                        ProgressListener.NONE)
                .get(0)
                .file();
    }
}
