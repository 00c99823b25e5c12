package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Every template in several sizes, depths and encodings. */
class EncodingMatrixTest {
    private static final TransferSyntax NATIVE = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    Path directory;

    static Stream<Template> templates() {
        return Plans.templates().list().stream();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void anySizeAndDepthIsWholeAndReadAsMeant(Template template) throws Exception {
        Map<Path, int[]> expected = new LinkedHashMap<>();
        for (int bits : template.modality().equals("CT") ? new int[] {12, 13, 16} : new int[] {8, 12, 16}) {
            for (Image image : List.of(Plans.ramp(2, 1, 1), Plans.ramp(33, 7, 3), Plans.ramp(200, 256, 1))) {
                Instance written = write(template, image, new PixelSettings(bits, NATIVE, false));
                expected.put(written.file(), Pydicom.expected(template, image, bits));
            }
        }

        assertThat(Dciodvfy.errors(List.copyOf(expected.keySet())).values())
                .hasSameSizeAs(expected.keySet())
                .allSatisfy(errors -> assertThat(errors).isEmpty());
        assertThat(Pydicom.pixels(List.copyOf(expected.keySet()), directory))
                .containsExactlyElementsOf(expected.values().stream()
                        .map(EncodingMatrixTest::boxed)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cr-chest", "dx-chest-ap", "ct-slice", "mr-slice", "sc"})
    void theWindowShowsTheWholeRangeAtAnyDepth(String name) throws Exception {
        for (int bits : new int[] {8, 12, 14, 16}) {
            if (name.equals("ct-slice") && bits < 12) {
                continue;
            }
            PixelSettings settings = new PixelSettings(bits, NATIVE, false);
            Instance written = write(Plans.templates().find(name), Plans.ramp(256, 40, 1), settings, 8);
            Path shown = directory.resolve("shown.png");

            Tool.Result result =
                    Tool.run("dcm2pnm", "+on", "+Wi", "1", written.file().toString(), shown.toString());

            assertThat(result.exitCode()).as(result.output()).isZero();
            assertThat(Pngs.largestDifference(written.preview(), shown))
                    .as("%s, %d bits", name, bits)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aPreviewOfSixteenBitsIsTheStoredPixels() throws Exception {
        Image image = Plans.ramp(33, 9, 3);
        PixelSettings settings = new PixelSettings(16, NATIVE, false);
        Template template = Plans.templates().find("cr-chest");

        Instance written = write(template, image, settings, 16);

        assertThat(Pngs.samples(written.preview())).isEqualTo(Pydicom.expected(template, image, 16));
    }

    @ParameterizedTest
    @EnumSource(
            value = TransferSyntax.class,
            // dicom3tools cannot inflate; TransferSyntaxTest reads deflate by other tools.
            mode = EnumSource.Mode.EXCLUDE,
            names = "DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN")
    void everyTemplateIsWholeInEveryEncoding(TransferSyntax syntax) throws Exception {
        List<Path> files = new ArrayList<>();
        for (Template template : Plans.templates().list()) {
            files.add(write(template, Plans.ramp(63, 47, 3), new PixelSettings(12, syntax, false))
                    .file());
        }

        assertThat(Dciodvfy.errors(files).values()).hasSameSizeAs(files).allSatisfy(errors -> assertThat(errors)
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = TransferSyntax.class,
            names = {"RLE_LOSSLESS", "JPEG_LS_LOSSLESS"})
    void dcmtkDecodesTheSamePixels(TransferSyntax syntax) throws Exception {
        String decoder = syntax == TransferSyntax.RLE_LOSSLESS ? "dcmdrle" : "dcmdjpls";
        for (String name : List.of("cr-chest", "vl-endoscopic", "mr-slice")) {
            Template template = Plans.templates().find(name);
            for (int bits : new int[] {name.equals("mr-slice") ? 9 : 8, 12, 16}) {
                Image image = Plans.ramp(63, 47, 3);
                Instance written = write(template, image, new PixelSettings(bits, syntax, false));
                Path raw = directory.resolve("raw.dcm");

                Tool.Result decoded = Tool.run(decoder, written.file().toString(), raw.toString());

                assertThat(decoded.exitCode()).as(decoded.output()).isZero();
                assertThat(Pydicom.read(raw, directory).samples()).isEqualTo(Pydicom.expected(template, image, bits));
            }
        }
    }

    @Test
    void eightBitsInSixteenAreNotGivenToJpeg() {
        PixelSettings eight = new PixelSettings(8, TransferSyntax.JPEG_LS_LOSSLESS, false);

        assertThatThrownBy(() -> write(Plans.templates().find("mr-slice"), Plans.ramp(8, 8, 1), eight))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("bitsStored");
    }

    @Test
    void tooFewBitsForComputedTomographyAreRejected() {
        PixelSettings eight = new PixelSettings(8, NATIVE, false);

        assertThatThrownBy(() -> write(Plans.templates().find("ct-slice"), Plans.ramp(8, 8, 1), eight))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("bitsStored");
    }

    @Test
    void secondaryCaptureIsInColourWhereTemplateAndPictureAre() throws Exception {
        String grey = Files.readString(Plans.DIRECTORY.resolve("sc.json"));
        Path own = directory.resolve("sc-colour.json");
        Files.writeString(own, grey.replaceFirst("\\{", "{\"colour\": true,"));
        Template template = Plans.templates().find(own.toString());
        PixelSettings settings = new PixelSettings(12, NATIVE, false);
        Image colourful = Plans.ramp(31, 17, 3);

        Path colour = write(template, colourful, settings).file();
        Path plain = write(template, Plans.ramp(31, 17, 1), settings).file();

        assertThat(Pydicom.read(colour, directory).samples())
                .isEqualTo(Pydicom.expected(template, colourful, 8))
                .hasSize(31 * 17 * 3);
        assertThat(Pydicom.read(plain, directory).samples()).hasSize(31 * 17);
        assertThat(Dciodvfy.errors(List.of(colour, plain)).values()).hasSize(2).allSatisfy(errors -> assertThat(errors)
                .isEmpty());
    }

    private static List<Integer> boxed(int[] samples) {
        return java.util.Arrays.stream(samples).boxed().toList();
    }

    private Instance write(Template template, Image image, PixelSettings pixels) throws IOException {
        return write(template, image, pixels, 8);
    }

    private Instance write(Template template, Image image, PixelSettings pixels, int previewBits) throws IOException {
        return new Part10StudyWriter(previewBits)
                .write(
                        Plans.of(template, 1, pixels, "chest radiograph", "SYNTHETIC^Test"),
                        List.of(image),
                        Files.createTempDirectory(directory, "study"),
                        ProgressListener.NONE)
                .get(0);
    }
}
