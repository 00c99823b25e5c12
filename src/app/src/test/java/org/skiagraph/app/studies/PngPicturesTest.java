package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineInt;
import ar.com.hjg.pngj.PngWriter;
import ar.com.hjg.pngj.chunks.PngChunkPLTE;
import ar.com.hjg.pngj.chunks.PngChunkTRNS;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

class PngPicturesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void greyOfAnyDepthGoesFromBlackToWhite(int bits) throws IOException {
        int most = (1 << bits) - 1;

        Image image = read(new ImageInfo(2, 1, bits, false, true, false), writer -> {}, 0, most);

        assertThat(image)
                .extracting(Image::width, Image::height, Image::channels)
                .containsExactly(2, 1, 1);
        assertThat(image.samples()).containsExactly(0, 1);
    }

    @Test
    void coloursKeepTheirOrder() throws IOException {
        Image image = read(new ImageInfo(1, 1, 16, false), writer -> {}, 65535, 0, 32768);

        assertThat(image.channels()).isEqualTo(3);
        assertThat(image.samples()).containsExactly(new float[] {1, 0, 0.5f}, within(1e-4f));
    }

    @Test
    void whatIsTransparentIsBlack() throws IOException {
        Image grey = read(new ImageInfo(2, 1, 8, true, true, false), writer -> {}, 200, 0, 255, 255);
        Image half = read(new ImageInfo(1, 1, 8, true), writer -> {}, 255, 255, 255, 51);
        Image keyed = read(
                new ImageInfo(2, 1, 8, false, true, false),
                writer -> writer.getMetadata().createTRNSChunk().setGray(200),
                200,
                100);

        assertThat(grey.samples()).containsExactly(0, 1);
        assertThat(half.samples()).containsExactly(0.2f, 0.2f, 0.2f);
        assertThat(keyed.samples()).containsExactly(new float[] {0, 100 / 255f}, within(1e-6f));
    }

    @Test
    void aPaletteIsLookedUp() throws IOException {
        Image image = read(
                new ImageInfo(3, 1, 2, false, false, true),
                writer -> {
                    PngChunkPLTE palette = writer.getMetadata().createPLTEChunk();
                    palette.setNentries(3);
                    palette.setEntry(0, 255, 0, 0);
                    palette.setEntry(1, 0, 0, 255);
                    palette.setEntry(2, 255, 255, 255);
                    PngChunkTRNS transparency = writer.getMetadata().createTRNSChunk();
                    transparency.setPalletteAlpha(new int[] {255, 255, 0});
                },
                0,
                1,
                2);

        assertThat(image.samples()).containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0);
    }

    @Test
    void aPictureLargerThanAnyModelIsRefusedBeforeItIsUnpacked() throws IOException {
        Path file = write(new ImageInfo(1, 1, 8, false, true, false), writer -> {}, 0);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 sum = new CRC32();
        sum.update(bytes, 12, 17);
        ByteBuffer.wrap(bytes).putInt(29, (int) sum.getValue());
        Files.write(file, bytes);

        assertThatThrownBy(() -> PngPictures.read("image", file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("60000 x 60000");
    }

    @Test
    void aChunkLongerThanTheFileIsRefusedBeforeRoomIsMadeForIt() throws IOException {
        byte[] bytes = Files.readAllBytes(write(new ImageInfo(1, 1, 8, false, true, false), writer -> {}, 0));
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("IDAT");
        ByteBuffer.wrap(bytes).putInt(data - 4, Integer.MAX_VALUE - 64).putInt(data, 0x74455874);
        Path file = Files.write(directory.resolve("long.png"), bytes);

        assertThatThrownBy(() -> PngPictures.read("image", file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("broken PNG");
    }

    @Test
    void aDamagedFileIsReadOrRefusedAndNothingElse() throws IOException {
        int[] samples = new Random(2).ints(64 * 3, 0, 256).toArray();
        byte[] whole = Files.readAllBytes(write(new ImageInfo(64, 1, 8, false), writer -> {}, samples));
        Random random = new Random(1);
        Path damaged = directory.resolve("damaged.png");
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = random.nextBoolean() ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int hit = 0; hit < 1 + i % 3 && bytes.length > 0; hit++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(damaged, bytes);
            try {
                PngPictures.read("image", damaged);
            } catch (Rejected expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(700, 1000);
    }

    private Image read(ImageInfo info, Consumer<PngWriter> head, int... samples) throws IOException {
        return PngPictures.read("image", write(info, head, samples));
    }

    /** One row. */
    private Path write(ImageInfo info, Consumer<PngWriter> head, int... samples) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PngWriter writer = new PngWriter(bytes, info);
        head.accept(writer);
        ImageLineInt line = new ImageLineInt(info);
        System.arraycopy(samples, 0, line.getScanline(), 0, samples.length);
        writer.writeRow(line);
        writer.end();
        return Files.write(directory.resolve("picture.png"), bytes.toByteArray());
    }
}
