package org.skiagraph.dicom.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.source.SourceGeometry.Plane;
import org.skiagraph.dicom.source.SourceGeometry.Spacing;
import org.skiagraph.dicom.source.SourceGeometry.Vector;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/** What is taken of a source, and what is refused. */
class SourcesTest {
    private static final float FINE = 1e-4f;

    @TempDir
    Path directory;

    @Test
    void nothingThatComesThroughTheDoorCanHoldAText() {
        Set<Type> holders = Set.of(int.class, double.class, float[].class);
        Deque<Type> open = new ArrayDeque<>(Set.of(SourceImage.class));
        Set<Type> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Type type = open.pop();
            if (type instanceof ParameterizedType optional) {
                assertThat(optional.getRawType()).isEqualTo(Optional.class);
                type = optional.getActualTypeArguments()[0];
            }
            if (!holders.contains(type) && seen.add(type)) {
                assertThat(type).isInstanceOf(Class.class);
                assertThat(((Class<?>) type).isRecord()).as("%s", type).isTrue();
                for (RecordComponent component : ((Class<?>) type).getRecordComponents()) {
                    open.add(component.getGenericType());
                }
            }
        }
        assertThat(seen).contains(SourceImage.class, SourceGeometry.class, Image.class, Plane.class, Spacing.class);
    }

    @Test
    void greysWithoutAWindowGoFromTheLeastToTheMost() {
        assertShown(SourceFiles.grey(2, 2, 10, 20, 30, 50), 0, 0.25f, 0.5f, 1);
        assertShown(SourceFiles.grey(2, 1, 7, 7), 0, 0);
        Attributes padded = SourceFiles.grey(3, 1, 255, 20, 30);
        padded.setInt(Tag.PixelPaddingValue, VR.US, 255);
        assertShown(padded, 1, 0, 1);
    }

    @Test
    void monochrome1IsTurnedOver() {
        Attributes image = SourceFiles.grey(3, 1, 0, 51, 255);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1");

        assertShown(image, 1, 0.8f, 0);
    }

    @Test
    void signedValuesAreRescaledAndShownThroughTheirWindow() {
        Attributes image = SourceFiles.words(4, 1, -1200, -1000, 0, 4000);
        image.setInt(Tag.PixelRepresentation, VR.US, 1);
        image.setString(Tag.RescaleSlope, VR.DS, "0.5");
        image.setString(Tag.RescaleIntercept, VR.DS, "100");
        image.setString(Tag.WindowCenter, VR.DS, "100.5", "7");
        image.setString(Tag.WindowWidth, VR.DS, "1001", "7");

        // In units -500, -400, 100, 2100; black is -400 and white 600.
        assertShown(image, 0, 0, 0.5f, 1);
        image.setString(Tag.VOILUTFunction, VR.CS, "LINEAR_EXACT");
        assertShown(image, 0, (float) (-500.5 / 1001 + 0.5), (float) (-0.5 / 1001 + 0.5), 1);
        image.setString(Tag.VOILUTFunction, VR.CS, "SIGMOID");
        assertShown(image, 0.0832f, 0.1192f, 0.4995f, 0.99966f);
    }

    @Test
    void aVoiTableSaysWhatIsBlackAndWhite() {
        Attributes image = SourceFiles.grey(4, 1, 0, 10, 11, 200);
        Attributes table = new Attributes();
        table.setInt(Tag.LUTDescriptor, VR.US, 3, 10, 12);
        table.setInt(Tag.LUTData, VR.OW, 0, 4095, 819);
        image.newSequence(Tag.VOILUTSequence, 1).add(table);

        assertShown(image, 0, 0, 1, 0.2f);
    }

    @Test
    void aModalityTableComesBeforeTheWindow() {
        Attributes image = SourceFiles.grey(3, 1, 0, 1, 2);
        Attributes table = new Attributes();
        table.setInt(Tag.LUTDescriptor, VR.US, 3, 0, 16);
        table.setInt(Tag.LUTData, VR.OW, 100, 150, 200);
        image.newSequence(Tag.ModalityLUTSequence, 1).add(table);
        image.setString(Tag.WindowCenter, VR.DS, "150.5");
        image.setString(Tag.WindowWidth, VR.DS, "101");

        assertShown(image, 0, 0.5f, 1);
    }

    @Test
    void onlyTheStoredBitsCount() {
        Attributes image = SourceFiles.words(2, 1, 0xF000, 0x0FFF);
        image.setInt(Tag.BitsStored, VR.US, 12);
        image.setInt(Tag.HighBit, VR.US, 11);

        assertShown(image, 0, 1);
    }

    @Test
    void coloursAreReadByPixelAndByPlane() {
        Attributes byPixel = SourceFiles.colour("RGB", 2, 1, 255, 0, 51, 0, 255, 102);
        Attributes byPlane = SourceFiles.colour("RGB", 2, 1, 255, 0, 0, 255, 51, 102);
        byPlane.setInt(Tag.PlanarConfiguration, VR.US, 1);

        assertShown(byPixel, 1, 0, 0.2f, 0, 1, 0.4f);
        assertShown(byPlane, 1, 0, 0.2f, 0, 1, 0.4f);
    }

    @Test
    void brightnessAndColourDifferenceBecomeRgb() {
        assertShown(SourceFiles.colour("YBR_FULL", 2, 1, 76, 85, 255, 255, 128, 128), 0.9963f, 0.0004f, 0, 1, 1, 1);
        Attributes pairs = SourceFiles.colour("YBR_FULL_422", 2, 1, 0, 255, 128, 128);
        assertShown(pairs, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void aPaletteIsLookedUp() {
        Attributes image = SourceFiles.grey(2, 1, 1, 0);
        image.setString(Tag.PhotometricInterpretation, VR.CS, "PALETTE COLOR");
        for (int i = 0; i < 3; i++) {
            image.setInt(Tag.RedPaletteColorLookupTableDescriptor + i, VR.US, 2, 0, 16);
            image.setInt(Tag.RedPaletteColorLookupTableData + i, VR.OW, 0, 13107 * (i + 1));
        }

        assertShown(image, 0.2f, 0.4f, 0.6f, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UID.ImplicitVRLittleEndian,
                UID.ExplicitVRLittleEndian,
                UID.ExplicitVRBigEndianRetired,
                UID.DeflatedExplicitVRLittleEndian
            })
    void everyNativeEncodingGivesTheSame(String transferSyntax) {
        Path file =
                SourceFiles.write(directory.resolve("words.dcm"), SourceFiles.words(3, 1, 1, 257, 513), transferSyntax);

        assertThat(Sources.read(file, SourceOptions.DEFAULT).pixels().samples()).containsExactly(0, 0.5f, 1);
    }

    @Test
    void anyFrameCanBeChosen() {
        Attributes image = SourceFiles.grey(2, 1, 0, 10, 30, 20, 7, 7);
        image.setInt(Tag.NumberOfFrames, VR.IS, 3);
        Path file = SourceFiles.write(directory.resolve("frames.dcm"), image);

        assertThat(Sources.read(file, new SourceOptions(2, false)).pixels().samples())
                .containsExactly(1, 0);
        assertThatThrownBy(() -> Sources.read(file, new SourceOptions(4, false)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("it has 3 frames. Give a frame from 1 to 3");
    }

    @Test
    void aSliceSaysWhereItLies() {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        image.setString(Tag.PixelSpacing, VR.DS, "0.5", "0.25");
        image.setString(Tag.ImageOrientationPatient, VR.DS, "1", "0", "0", "0", "0", "-1");
        image.setString(Tag.ImagePositionPatient, VR.DS, "-10", "20.5", "30");

        assertThat(read(image).geometry())
                .isEqualTo(new SourceGeometry(
                        1,
                        2,
                        Optional.of(new Spacing(0.5, 0.25)),
                        Optional.of(new Plane(new Vector(1, 0, 0), new Vector(0, 0, -1), new Vector(-10, 20.5, 30)))));
    }

    @Test
    void whatIsNoLengthIsNotSaid() {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        image.setString(Tag.PixelSpacing, VR.DS, "0", "0.25");
        image.setString(Tag.ImagerPixelSpacing, VR.DS, "0.139", "0.139");
        image.setString(Tag.ImagePositionPatient, VR.DS, "1", "2", "3");

        assertThat(read(image).geometry())
                .isEqualTo(new SourceGeometry(1, 2, Optional.of(new Spacing(0.139, 0.139)), Optional.empty()));
    }

    @Test
    void anEnhancedImageKeepsItsValuesByFrame() {
        Attributes image = SourceFiles.words(2, 1, 0, 100, 50, 150);
        image.setInt(Tag.NumberOfFrames, VR.IS, 2);
        Attributes measures = new Attributes();
        measures.setString(Tag.PixelSpacing, VR.DS, "2", "3");
        Attributes shared = new Attributes();
        image.newSequence(Tag.SharedFunctionalGroupsSequence, 1).add(shared);
        shared.newSequence(Tag.PixelMeasuresSequence, 1).add(measures);
        var frames = image.newSequence(Tag.PerFrameFunctionalGroupsSequence, 2);
        for (int i = 0; i < 2; i++) {
            Attributes window = new Attributes();
            window.setString(Tag.WindowCenter, VR.DS, Double.toString(50.5 + 100 * i));
            window.setString(Tag.WindowWidth, VR.DS, "101");
            Attributes frame = new Attributes();
            frames.add(frame);
            frame.newSequence(Tag.FrameVOILUTSequence, 1).add(window);
        }
        Path file = SourceFiles.write(directory.resolve("enhanced.dcm"), image);

        SourceImage second = Sources.read(file, new SourceOptions(2, false));

        assertThat(second.pixels().samples()).containsExactly(0, 0.5f);
        assertThat(second.geometry().spacing()).contains(new Spacing(2, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"YES", "", "no", "UNKNOWN"})
    void anythingButNoWrittenIntoItIsRefusedUntilSomebodyHasLooked(String burnedIn) {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        if (burnedIn.isEmpty()) {
            image.remove(Tag.BurnedInAnnotation);
        } else {
            image.setString(Tag.BurnedInAnnotation, VR.CS, burnedIn);
        }
        Path file = SourceFiles.write(directory.resolve("burnt.dcm"), image);

        assertThatThrownBy(() -> Sources.read(file, SourceOptions.DEFAULT))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("(0028,0301)")
                .hasMessageContaining("--allow-burned-in");
        assertThat(Sources.read(file, new SourceOptions(1, true)).pixels().samples())
                .containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UID.SegmentationStorage,
                UID.RTDoseStorage,
                UID.EncapsulatedPDFStorage,
                UID.BasicTextSRStorage,
                UID.GrayscaleSoftcopyPresentationStateStorage,
                "1.2.840.10008.5.1.4.1.1.",
                "9.9.9"
            })
    void whatIsNoImageIsRefused(String sopClass) {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        image.setString(Tag.SOPClassUID, VR.UI, sopClass);

        assertThatThrownBy(() -> read(image)).isInstanceOf(Rejected.class).hasMessageContaining("none of images");
    }

    @Test
    void whatHasNoPixelsIsRefused() throws Exception {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        image.remove(Tag.PixelData);
        Path empty = Files.createFile(directory.resolve("empty.dcm"));

        assertThatThrownBy(() -> read(image)).isInstanceOf(Rejected.class).hasMessageContaining("no pixels");
        assertThatThrownBy(() -> Sources.read(empty, SourceOptions.DEFAULT))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("not a DICOM image");
        assertThatThrownBy(() -> Sources.read(directory, SourceOptions.DEFAULT)).isInstanceOf(Rejected.class);
    }

    private SourceImage read(Attributes image) {
        return Sources.read(SourceFiles.write(directory.resolve("image.dcm"), image), SourceOptions.DEFAULT);
    }

    private void assertShown(Attributes image, float... shown) {
        assertThat(read(image).pixels().samples()).containsExactly(shown, within(FINE));
    }
}
