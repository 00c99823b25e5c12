package org.skiagraph.diffusion.adapter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.domain.Rejected;

/** Files that come from anywhere are read as data, or not at all. */
class TensorFilesTest {
    private static final Path FILES = Shipped.reference("lora").resolveSibling("files");

    @TempDir
    Path directory;

    private Path safetensors(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(directory.resolve("a.safetensors"), bytes.array());
    }

    private Path torch(byte[] pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle);
            zip.closeEntry();
        }
        return Files.write(directory.resolve("a.pt"), bytes.toByteArray());
    }

    private static byte[] pickle(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void valuesOfAllWidthsAreRead() throws IOException {
        String header = "{\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[4,6]}}";
        Path file = safetensors(header, 6);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        values.position(bytes.length - 6);
        values.putShort((short) 0xC000).putShort((short) 1).putShort((short) 0x3FC0);
        Files.write(file, bytes);

        TensorFile read = Safetensors.read(file);

        assertThat(read.tensors().get("h").values()).containsExactly(-2f, 0x1p-24f);
        assertThat(read.tensors().get("b").values()).containsExactly(1.5f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,4]}} | 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}} | 4",
                "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}} | 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}} | 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8",
                "{\"a\": | 0",
                "[[[[[[[[[[[[1]]]]]]]]]]]] | 0"
            })
    void whatIsNoWholeSafetensorsFileIsRejected(String header, int dataBytes) throws IOException {
        Path file = safetensors(header.strip(), dataBytes);

        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, 1L << 40, 0})
    void aHeaderOfAbsurdLengthIsRejectedBeforeItIsRead(long length) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path file = Files.write(directory.resolve("b.safetensors"), bytes.array());

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("header");
    }

    @Test
    void aFileCutAnywhereIsRejected() throws IOException {
        for (String name : new String[] {"embedding.safetensors", "embedding-a1111.pt"}) {
            byte[] whole = Files.readAllBytes(FILES.resolve(name));
            for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 40)) {
                Path cut = Files.write(directory.resolve("cut-" + name), java.util.Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> EmbeddingFile.read(cut, Optional.empty()))
                        .as(name + " cut at " + length)
                        .isInstanceOf(Rejected.class);
            }
        }
    }

    @Test
    void bothLayoutsOfOneEmbeddingHoldTheSame() {
        EmbeddingFile one = EmbeddingFile.read(FILES.resolve("embedding.safetensors"), Optional.empty());
        EmbeddingFile other = EmbeddingFile.read(FILES.resolve("embedding-a1111.pt"), Optional.empty());

        assertThat(one.token()).isEqualTo("<lesion>");
        assertThat(one.count()).isEqualTo(2);
        assertThat(other.vectors().get("").values())
                .isEqualTo(one.vectors().get("").values());
    }

    /** Each would run something if it were executed: a shell, an import, a build, an extension. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n(X\u0004\u0000\u0000\u0000trueq\u0000tR.",
                "cbuiltins\neval\n(X\u0001\u0000\u0000\u00001tR.",
                "\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093.",
                "(ios\nsystem\n.",
                "(cos\nsystem\no.",
                "ccollections\nOrderedDict\n)\u0081.",
                "ccollections\nOrderedDict\n)R}b.",
                "\u0082\u0001.",
                "P1\n."
            })
    void nothingInAPickleIsRun(String text) throws IOException {
        Path file = torch(pickle(text));

        assertThatThrownBy(() -> TorchZip.read(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("pickle");
    }

    @Test
    void aPickleThatNeverEndsIsLeft() throws IOException {
        Path file = torch(pickle("]" + "N".repeat(2_000_000)));

        assertThatThrownBy(() -> TorchZip.read(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("too much");
    }

    @Test
    void whatIsNoZipIsRejectedWithAMend() throws IOException {
        Path file = Files.writeString(directory.resolve("old.pt"), "\u0080\u0002}q\u0000.");

        assertThatThrownBy(() -> TorchZip.read(file))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("safetensors");
    }
}
