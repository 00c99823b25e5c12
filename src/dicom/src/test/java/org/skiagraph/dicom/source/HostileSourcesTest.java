package org.skiagraph.dicom.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Files that are broken by chance or on purpose: read or refused, and nothing else. */
class HostileSourcesTest {
    @TempDir
    Path directory;

    @Test
    void aDamagedFileIsReadOrRefused() throws IOException {
        Random random = new Random(1);
        int refused = 0;
        for (TransferSyntax syntax : List.of(
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.RLE_LOSSLESS)) {
            byte[] whole = Files.readAllBytes(write(syntax));
            for (int i = 0; i < 300; i++) {
                byte[] bytes = i % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
                for (int hit = 0; hit < 1 + i % 5 && bytes.length > 0; hit++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                refused += isRefused(bytes) ? 1 : 0;
            }
        }
        assertThat(refused).isBetween(450, 850);
    }

    @Test
    void sizesThatNoMemoryHoldsAreRefusedBeforeRoomIsMade() {
        for (int side : List.of(8193, 65535)) {
            Attributes image = SourceFiles.grey(2, 1, 0, 1);
            image.setInt(Tag.Rows, VR.US, side);
            image.setInt(Tag.Columns, VR.US, side);
            assertRefused(image, side + " x " + side);
        }
        Attributes cut = SourceFiles.grey(2, 1, 0, 1);
        cut.setInt(Tag.Rows, VR.US, 4096);
        cut.setInt(Tag.Columns, VR.US, 4096);
        assertRefused(cut, "not a DICOM image");
        Attributes film = SourceFiles.grey(2, 1, 0, 1);
        film.setInt(Tag.NumberOfFrames, VR.IS, Integer.MAX_VALUE);
        Path file = SourceFiles.write(directory.resolve("film.dcm"), film);
        assertThatThrownBy(() -> Sources.read(file, new SourceOptions(Integer.MAX_VALUE, false)))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void aValueLongerThanItsFileIsRefused() throws IOException {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        image.setBytes(Tag.RedPaletteColorLookupTableData, VR.OW, new byte[] {1, 2, 3, 4});
        byte[] bytes = Files.readAllBytes(SourceFiles.write(directory.resolve("table.dcm"), image));
        int at = SourceEncodingsTest.indexOf(bytes, new byte[] {0x28, 0, 1, 0x12, 'O', 'W', 0, 0}, 0);
        for (int length : new int[] {Integer.MAX_VALUE, -2, 1 << 20}) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 8, length);
            assertThat(isRefused(bytes)).isTrue();
        }
    }

    @Test
    void sequencesWithinSequencesWithoutEndAreRefused() throws IOException {
        byte[] head = Files.readAllBytes(SourceFiles.write(directory.resolve("head.dcm"), headOnly()));
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        deep.writeBytes(head);
        ByteBuffer open = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        open.putShort((short) 0x5200)
                .putShort((short) 0x9229)
                .put((byte) 'S')
                .put((byte) 'Q')
                .putShort((short) 0);
        open.putInt(-1).putInt(0xE000FFFE).putInt(-1);
        for (int i = 0; i < 100_000; i++) {
            deep.writeBytes(open.array());
        }
        assertThat(isRefused(deep.toByteArray())).isTrue();

        ByteArrayOutputStream wide = new ByteArrayOutputStream();
        wide.writeBytes(head);
        wide.writeBytes(Arrays.copyOf(open.array(), 12));
        byte[] empty = {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, 0, 0, 0, 0};
        for (int i = 0; i < 200_000; i++) {
            wide.writeBytes(empty);
        }
        assertThat(isRefused(wide.toByteArray())).isTrue();
    }

    @Test
    void aDeflatedStreamThatNeverEndsIsGivenUp() throws IOException {
        byte[] file = Files.readAllBytes(
                SourceFiles.write(directory.resolve("deflated.dcm"), headOnly(), UID.DeflatedExplicitVRLittleEndian));
        ByteBuffer meta = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int start = 144 + meta.getInt(140);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(file, 0, start);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            ByteBuffer element = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            element.putShort((short) 0x0009)
                    .putShort((short) 0x1000)
                    .put((byte) 'O')
                    .put((byte) 'B');
            element.putShort((short) 0).putInt(0xFFFFFFF0);
            out.write(element.array());
            out.write(new byte[1 << 20]);
        }

        assertThat(isRefused(bomb.toByteArray())).isTrue();
    }

    @Test
    void nothingOfASourceIsSaidInARefusal() {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        image.setString(Tag.BurnedInAnnotation, VR.CS, "CANARY");
        assertThatThrownBy(() -> read(image)).isInstanceOf(Rejected.class).hasMessageNotContaining("CANARY");
        image.setString(Tag.BurnedInAnnotation, VR.CS, "NO");
        image.setString(Tag.PhotometricInterpretation, VR.CS, "CANARY");
        assertThatThrownBy(() -> read(image)).isInstanceOf(Rejected.class).hasMessageNotContaining("CANARY");
        image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
        image.setString(Tag.WindowCenter, VR.DS, "1");
        image.setString(Tag.WindowWidth, VR.DS, "2");
        image.setString(Tag.VOILUTFunction, VR.CS, "CANARY");
        assertThatThrownBy(() -> read(image)).isInstanceOf(Rejected.class).hasMessageNotContaining("CANARY");
    }

    private boolean isRefused(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("hostile.dcm"), bytes);
        try {
            SourceImage image = Sources.read(file, new SourceOptions(1, true));
            assertThat(image.pixels().samples()).isNotEmpty().doesNotContain(Float.NaN);
            return false;
        } catch (Rejected expected) {
            return true;
        }
    }

    private void assertRefused(Attributes image, String words) {
        assertThatThrownBy(() -> read(image)).isInstanceOf(Rejected.class).hasMessageContaining(words);
    }

    private SourceImage read(Attributes image) {
        return Sources.read(SourceFiles.write(directory.resolve("image.dcm"), image), SourceOptions.DEFAULT);
    }

    private static Attributes headOnly() {
        Attributes image = SourceFiles.grey(2, 1, 0, 1);
        image.remove(Tag.PixelData);
        return image;
    }

    private Path write(TransferSyntax syntax) {
        return new Part10StudyWriter(8)
                .write(
                        Plans.of("cr-chest", 1, new PixelSettings(12, syntax, false)),
                        List.of(Plans.ramp(31, 24, 1)),
                        directory,
                        ProgressListener.NONE)
                .get(0)
                .file();
    }
}
