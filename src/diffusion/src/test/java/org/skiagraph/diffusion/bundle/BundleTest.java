package org.skiagraph.diffusion.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.diffusion.Shipped;
import org.skiagraph.domain.Rejected;

/** Bundles as they come, and bundles that somebody has damaged. */
class BundleTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "sd15,stable-diffusion,4,0.18215,8,2,64",
        "sd21-v,stable-diffusion,4,0.18215,8,2,64",
        "sd15-fp16,stable-diffusion,4,0.18215,8,2,64",
        "sdxl,stable-diffusion-xl,4,0.13025,8,2,64"
    })
    void aDirectoryWithoutManifestLoadsByInference(
            String system, String family, int channels, double scale, int factor, int multiple, int size) {
        ModelBundle bundle = Shipped.load(Shipped.reference(system));

        assertThat(bundle.family()).isEqualTo(family);
        assertThat(bundle.latent().channels()).isEqualTo(channels);
        assertThat(bundle.latent().scale()).isEqualTo(scale);
        assertThat(bundle.latent().factor()).isEqualTo(factor);
        assertThat(bundle.latent().multiple()).isEqualTo(multiple);
        assertThat(bundle.image().width()).isEqualTo(size);
        assertThat(bundle.tokenizers().get("text_encoder").maxLength()).isEqualTo(77);
        assertThat(bundle.notes()).anyMatch(note -> note.startsWith("family: "));
    }

    @Test
    void whatAnOldExportDoesNotSayIsAssumedAndNoted() {
        ModelBundle bundle = Shipped.load(Shipped.reference("sd15-legacy-export"));

        assertThat(bundle.latent().scale()).isEqualTo(0.18215);
        assertThat(bundle.notes()).anyMatch(note -> note.startsWith("latent.scale: 0.18215 assumed"));
    }

    @Test
    void theDefaultBundlesManifestIsTrue() {
        ModelBundle bundle = Shipped.chest();

        assertThat(bundle.name()).isEqualTo("chest-radiograph");
        assertThat(bundle.latent().channels()).isEqualTo(8);
        assertThat(bundle.latent().factor()).isEqualTo(16);
        assertThat(bundle.image().colour()).isFalse();
        assertThat(bundle.details().licence()).isEqualTo("Apache-2.0");
        assertThat(bundle.details().attribution()).contains("Armato");
        assertThat(bundle.details().card()).isPresent();
        assertThat(bundle.digest()).matches("[0-9a-f]{64}");
        assertThat(bundle.notes()).isEmpty();
        BundleSearch.on(List.of(Shipped.onnx())).verify(bundle);
    }

    @Test
    void theDigestFollowsContentAndNotPlace() throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        String digest = Shipped.load(copy).digest();
        assertThat(digest).isEqualTo(Shipped.load(Shipped.reference("sd15")).digest());

        Files.writeString(copy.resolve("notes.txt"), "changed");
        assertThat(Shipped.load(copy).digest()).isNotEqualTo(digest);
    }

    @Test
    void theDigestFollowsTheManifestToo() throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        Files.writeString(copy.resolve("bundle.yaml"), "guidance:\n  rescale: 0.1\n");
        String digest = Shipped.load(copy).digest();
        Files.writeString(copy.resolve("bundle.yaml"), "guidance:\n  rescale: 0.2\n");

        assertThat(Shipped.load(copy).digest())
                .isNotEqualTo(digest)
                .isNotEqualTo(Shipped.load(Shipped.reference("sd15")).digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text_encoder", "unet", "vae_decoder"})
    void aTruncatedGraphIsRejected(String role) throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        Path model = copy.resolve(role).resolve("model.onnx");
        byte[] whole = Files.readAllBytes(model);
        Files.write(model, Arrays.copyOf(whole, whole.length / 2));

        rejected(copy, "truncated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text_encoder/model.onnx", "unet/model.onnx", "vae_decoder/model.onnx"})
    void aMissingGraphIsNamed(String file) throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        Files.delete(copy.resolve(file));

        rejected(copy, file);
    }

    @Test
    void aMissingTokenizerOrScheduleIsNamed() throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        Files.delete(copy.resolve("scheduler/scheduler_config.json"));
        rejected(copy, "scheduler");

        Path other = Shipped.copy("sd21-v", directory);
        Files.move(other.resolve("tokenizer"), other.resolve("tokeniser"));
        rejected(other, "tokenizer");
    }

    @Test
    void partsOfDifferentModelsDoNotMix() throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        Path decoder = Shipped.onnx().resolve("chest-radiograph/vae_decoder/model.onnx");
        Files.copy(decoder, copy.resolve("vae_decoder/model.onnx"), StandardCopyOption.REPLACE_EXISTING);
        rejected(copy, "channels");

        Path other = Shipped.copy("sd21-v", directory);
        Path encoder = Shipped.onnx().resolve("chest-radiograph/text_encoder/model.onnx");
        Files.copy(encoder, other.resolve("text_encoder/model.onnx"), StandardCopyOption.REPLACE_EXISTING);
        rejected(other, "wide");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nmae: x; nmae",
                "latent: {chanels: 4}; latent.chanels",
                "latent: {channels: four}; latent.channels",
                "latent: {scale: -1}; latent.scale",
                "latent: {channels: 5}; channels",
                "components: {unet: ../outside.onnx}; leads out",
                "components: {unet: /etc/passwd}; leads out",
                "tokenizers: {text_encoder: {maxLength: 99999999}}; maxLength",
                "files: {unet/model.onnx: 00}; manifest",
                "[a, b]; keys and values"
            })
    void aManifestThatIsWrongIsRejectedByItsKey(String yaml, String named) throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        Files.writeString(copy.resolve("bundle.yaml"), yaml + "\n");

        rejected(copy, named);
    }

    @Test
    void metadataThatGrowsOrCyclesIsRejected() throws IOException {
        Path copy = Shipped.copy("sd15", directory);
        StringBuilder bomb = new StringBuilder("name: &a [x,x,x,x,x,x,x,x,x,x]\n");
        String before = "a";
        for (char c = 'b'; c < 'k'; c++) {
            bomb.append(c).append(": &").append(c).append(" [").append(("*" + before + ",").repeat(9));
            bomb.append('*').append(before).append("]\n");
            before = String.valueOf(c);
        }
        Files.writeString(copy.resolve("bundle.yaml"), bomb);
        rejected(copy, "bundle.yaml");

        Files.writeString(copy.resolve("bundle.yaml"), "name: x\n");
        Files.writeString(copy.resolve("model_index.json"), "[".repeat(100_000));
        rejected(copy, "model_index.json");

        Path huge = Shipped.copy("sd21-v", directory);
        Files.writeString(huge.resolve("unet/config.json"), "{\"a\":\"" + "x".repeat(5 << 20) + "\"}");
        rejected(huge, "config.json");
    }

    @Test
    void aChangedFileIsFoundOut() throws IOException {
        Path copy = directory.resolve("chest-radiograph");
        Files.createDirectories(copy);
        Files.writeString(copy.resolve("bundle.yaml"), "files: {a.txt: " + "0".repeat(64) + "}\n");
        Files.writeString(copy.resolve("a.txt"), "a");
        Bundles bundles = BundleSearch.on(List.of(directory));

        assertThatThrownBy(() -> bundles.verify(withDirectory(copy)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("a.txt")
                .hasMessageContaining("SHA-256");
    }

    private static ModelBundle withDirectory(Path directory) {
        ModelBundle b = Shipped.chest();
        return new ModelBundle(
                b.name(),
                b.version(),
                b.digest(),
                directory,
                b.family(),
                b.components(),
                b.tokenizers(),
                b.latent(),
                b.image(),
                b.composition(),
                b.scheduler(),
                b.defaults(),
                b.details(),
                b.notes());
    }

    @Test
    void anUnknownNameIsRejectedWithTheKnownOnes() {
        assertThatThrownBy(() -> BundleSearch.on(List.of(Shipped.onnx())).load("chest"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("chest-radiograph");
    }

    private static void rejected(Path bundle, String named) {
        assertThatThrownBy(() -> Shipped.load(bundle))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(named);
    }
}
