package org.skiagraph.diffusion.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Sources that are broken, wrong or meant to do harm: refused, with nothing left behind. */
class HostileImportsTest {
    private static Graphs graphs;

    @TempDir
    Path temporary;

    private Path models;
    private Path source;

    @BeforeAll
    static void open() {
        graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
    }

    @AfterAll
    static void close() {
        graphs.close();
    }

    @BeforeEach
    void copy() throws IOException {
        models = Files.createDirectory(temporary.resolve("models"));
        source = Shipped.copy("sd15", temporary);
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        try (Stream<Path> left = Files.list(models)) {
            assertThat(left).allMatch(path -> path.endsWith("taken") || path.endsWith("good"));
        }
    }

    private BundleImport run(Path from, String name) {
        return new BundleImports(graphs, List.of(models))
                .run(
                        new ImportRequest(from, Optional.of(name), Optional.empty(), Optional.empty()),
                        ProgressListener.NONE);
    }

    private void refused(Path from, String... words) {
        assertThatThrownBy(() -> run(from, "bad")).isInstanceOf(Rejected.class).hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "../escape.txt; leads out",
                "unet/../../escape.txt; leads out",
                "/etc/escape.txt; absolute",
                "C:/escape.txt; absolute",
                "unet\\escape.txt; no plain name",
                "unet//escape.txt; no plain name",
                "./escape.txt; no plain name"
            })
    void aZipsEntriesStayInside(String name, String words) throws IOException {
        refused(zip(name, "model_index.json"), words);
        assertThat(temporary.resolve("escape.txt")).doesNotExist();
    }

    @Test
    void namesThatCollideAreRefused() throws IOException {
        refused(zip("unet/a.json", "Unet/b.json"), "one name on some file systems");
        refused(zip("README.md", "readme.md"), "one name on some file systems");
        refused(zip("a", "a/b.txt"), "one name on some file systems");
        refused(zip("e\u0301.txt", "\u00e9.txt"), "one name on some file systems");
        refused(zip("nul\u0000.txt"), "no plain name");

        Files.writeString(source.resolve("UNET.txt"), "x");
        Files.writeString(source.resolve("unet.txt"), "x");
        refused(source, "one name on some file systems");
    }

    @Test
    void aNameTwiceIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(zip("aa.txt", "ab.txt"));
        String twice = new String(bytes, StandardCharsets.ISO_8859_1).replace("ab.txt", "aa.txt");
        Path file = Files.write(temporary.resolve("twice.zip"), twice.getBytes(StandardCharsets.ISO_8859_1));

        refused(file, "twice");
    }

    @Test
    void linksAndDevicesInAZipAreRefused() throws IOException {
        for (int mode : new int[] {0120777, 0010644, 0020644}) {
            Path file = temporary.resolve("special.zip");
            try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
                ZipArchiveEntry entry = new ZipArchiveEntry("unet/model.onnx");
                entry.setUnixMode(mode);
                out.putArchiveEntry(entry);
                out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
            refused(file, "a link or a device");
        }
    }

    @Test
    void bombsAreRefusedBeforeTheyAreUnpacked() throws IOException {
        Path zeros = temporary.resolve("zeros.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zeros))) {
            out.putNextEntry(new ZipEntry("unet/model.onnx"));
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                out.write(chunk);
            }
        }
        refused(zeros, "over 100 times as many");

        String[] many =
                Stream.iterate(0, i -> i + 1).limit(10_001).map(i -> "f" + i).toArray(String[]::new);
        refused(zip(many), "over 10000 files");
    }

    @Test
    void aZipThatLiesAboutItsSizesIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(packed(""));
        // The uncompressed size in the first record of the central directory.
        int central = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        bytes[central + 24] ^= 1;

        refused(Files.write(temporary.resolve("liar.zip"), bytes), "Pack");
    }

    @Test
    void brokenZipsAndOtherFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(packed(""));
        for (int part = 1; part < 8; part++) {
            Path cut = Files.write(temporary.resolve("cut.zip"), Arrays.copyOf(whole, whole.length * part / 8));
            refused(cut, "no ZIP file");
        }
        refused(Files.writeString(temporary.resolve("text.zip"), "hello"), "no ZIP file");
        refused(Files.write(temporary.resolve("empty.zip"), new byte[0]), "no ZIP file");
        refused(zip(), "it is empty");
        refused(temporary.resolve("nowhere"), "no such directory or file");
        refused(Path.of("/dev/null"), "neither a directory nor a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my model/"})
    void aZipMayHaveOneDirectoryAtItsTop(String top) throws IOException {
        BundleImport done = run(packed(top), "good");

        assertThat(done.bundle().directory()).isEqualTo(models.resolve("good"));
        assertThat(done.files()).containsKey("unet/model.onnx").doesNotContainKey("bundle.yaml");
    }

    @Test
    void linksOutOfADirectoryAreRefusedAndOthersAreCopied() throws IOException, InterruptedException {
        Path outside = Files.writeString(temporary.resolve("outside.txt"), "secret");
        Path link = Files.createSymbolicLink(source.resolve("README.md"), outside);
        refused(source, "README.md", "leads out");
        Files.delete(link);

        Files.createSymbolicLink(source.resolve("loop"), source);
        refused(source, "a link to a directory");
        Files.delete(source.resolve("loop"));

        Files.createSymbolicLink(source.resolve("none.txt"), Path.of("gone"));
        refused(source, "a link to nothing");
        Files.delete(source.resolve("none.txt"));

        Path pipe = source.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refused(source, "a device, a pipe or a socket");
        Files.delete(pipe);

        Files.move(source.resolve("unet/model.onnx"), source.resolve("unet.onnx"));
        Files.createSymbolicLink(source.resolve("unet/model.onnx"), Path.of("../unet.onnx"));
        BundleImport done = run(source, "good");
        assertThat(done.bundle().components().get("unet")).isRegularFile();
        assertThat(Files.isSymbolicLink(done.bundle().components().get("unet"))).isFalse();
    }

    @Test
    void onlyWhatABundleNeedsIsCopied() throws IOException {
        Files.writeString(source.resolve("unet/diffusion_pytorch_model.bin"), "pickle");
        Files.writeString(source.resolve("unet/diffusion_pytorch_model.safetensors"), "weights");
        Files.writeString(source.resolve("training.ckpt"), "pickle");
        Files.writeString(source.resolve("run.sh"), "echo");
        Files.writeString(source.resolve("LICENSE"), "Apache-2.0");
        Files.createDirectories(source.resolve(".git"));
        Files.writeString(source.resolve(".git/config"), "x");

        BundleImport done = run(source, "good");

        assertThat(done.leftOut())
                .extracting(BundleImport.Remark::subject)
                .containsExactlyInAnyOrder(
                        "unet/diffusion_pytorch_model.bin",
                        "unet/diffusion_pytorch_model.safetensors",
                        "training.ckpt",
                        "run.sh",
                        ".git/");
        assertThat(done.bundle().directory().resolve("LICENSE")).hasContent("Apache-2.0");
        assertThat(done.bundle().directory().resolve("run.sh")).doesNotExist();
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        refused(empty, "unet", "missing");

        Files.writeString(source.resolve("bundle.yaml"), "nmae: x\n");
        refused(source, "nmae", "not known");
        Files.writeString(source.resolve("bundle.yaml"), "files: {unet/gone.bin: 00}\n");
        refused(source, "gone.bin", "missing");
        Files.writeString(source.resolve("bundle.yaml"), "files: {unet/model.onnx: 00}\n");
        refused(source, "unet/model.onnx", "SHA-256");
        Files.delete(source.resolve("bundle.yaml"));

        Files.writeString(source.resolve("model_index.json"), "{\"_class_name\": ");
        refused(source, "model_index.json", "JSON");

        Path other = Shipped.copy("sd21-v", temporary);
        Files.writeString(other.resolve("vae_decoder/model.onnx"), "this is a text");
        refused(other, "vae_decoder/model.onnx", "not an ONNX file");
        Files.delete(other.resolve("vae_decoder/model.onnx"));
        refused(other, "vae_decoder", "is missing");
    }

    @Test
    void externalDataStaysBesideItsGraph() throws IOException {
        Path model = source.resolve("vae_decoder/model.onnx");
        Files.write(model, external("../../stolen.bin"));

        refused(source, "vae_decoder/model.onnx", "outside its directory");
    }

    /** A graph of one initializer whose data lies elsewhere, in the wire format of onnx.proto. */
    private static byte[] external(String location) throws IOException {
        byte[] entry = join(
                field(1, "location".getBytes(StandardCharsets.UTF_8)),
                field(2, location.getBytes(StandardCharsets.UTF_8)));
        byte[] tensor = join(
                new byte[] {0x08, 1, 0x10, 1},
                field(8, "w".getBytes(StandardCharsets.UTF_8)),
                field(13, entry),
                new byte[] {0x70, 1});
        byte[] graph = field(5, tensor);
        return join(new byte[] {0x08, 8}, field(7, graph), field(8, new byte[] {0x10, 17}));
    }

    private static byte[] field(int number, byte[] bytes) throws IOException {
        return join(new byte[] {(byte) (number << 3 | 2), (byte) bytes.length}, bytes);
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }

    @Test
    void aNameThatIsTakenOrOddIsRefused() throws IOException {
        Files.createDirectory(models.resolve("taken"));
        assertThatThrownBy(() -> run(source, "taken"))
                .isInstanceOf(Rejected.class)
                .hasMessageContainingAll("exists already", "--name");
        for (String odd : List.of("../up", "", ".hidden", "a b", "x".repeat(65), "a/b")) {
            assertThatThrownBy(() -> run(source, odd))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("no name");
        }
    }

    @Test
    void cancellingLeavesNothing() {
        for (String stage : List.of("unpacking MiB", "dry runs", "copying MiB")) {
            CancelAt listener = new CancelAt(stage);
            ImportRequest request =
                    new ImportRequest(packed(""), Optional.of("bad"), Optional.empty(), Optional.empty());

            assertThatThrownBy(() -> new BundleImports(graphs, List.of(models)).run(request, listener))
                    .isInstanceOf(CancellationException.class);
            assertThat(models).isEmptyDirectory();
        }
    }

    private static final class CancelAt implements ProgressListener {
        private final String stage;
        private boolean cancelled;

        private CancelAt(String stage) {
            this.stage = stage;
        }

        @Override
        public void on(Progress progress) {
            cancelled |= progress.stage().equals(stage);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }

    private Path zip(String... names) throws IOException {
        Path file = temporary.resolve("made.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write('x');
            }
        }
        return file;
    }

    /** The source as a ZIP, with something before each name. */
    private Path packed(String top) {
        Path file = temporary.resolve("packed.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> files = Files.walk(source)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(top + source.relativize(path)));
                copy(path, out);
            }
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void copy(Path from, OutputStream to) throws IOException {
        Files.copy(from, to);
    }
}
