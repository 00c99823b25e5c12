package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineInt;
import ar.com.hjg.pngj.PngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.app.studies.Reproduction.Given;
import org.skiagraph.app.studies.Reproduction.Outcome;
import org.skiagraph.app.studies.Reproduction.Question;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.ProviderChoice;
import org.skiagraph.graph.RuntimeSettings;

/** Images of every mode, made again from their own files. */
class ReproductionTest {
    private static final Path ROOT = Path.of(System.getProperty("skiagraph.root"));
    private static final Path REFERENCES = ROOT.resolve("src/diffusion/src/test/reference");
    private static final Given NOTHING =
            new Given(Optional.empty(), Optional.empty(), List.of(), Adapters.NONE, SourceOptions.DEFAULT);
    private static final RuntimeSettings ONE_THREAD = new RuntimeSettings(ProviderChoice.CPU, 1, 0);

    @TempDir
    Path directory;

    private PixelSettings pixels = PixelSettings.DEFAULT;

    @Test
    void anImageOfAStudyIsMadeAgainAsItWasAmongTheOthers() {
        List<Path> files = generate("sd15", Inputs.NONE, picture(5, 3), sampling("euler-a", Map.of()));

        assertThat(files).hasSize(5);
        // One of a full batch, and one of what was left over.
        for (int index : List.of(1, 4)) {
            assertEqual(reproduce("sd15", files.get(index), NOTHING));
        }
    }

    @Test
    void settingsAreTakenFromTheRecord() {
        pixels = new PixelSettings(16, TransferSyntax.RLE_LOSSLESS, true);
        Picture framed =
                new Picture(Optional.of(64), Optional.of(128), Optional.empty(), true, Optional.of("10:13:pad"), 1, 0);

        Path file = generate(
                        "sd15", Inputs.NONE, framed, sampling("dpm++2m-karras", Map.of("timestep_spacing", "trailing")))
                .get(0);

        assertEqual(reproduce("sd15", file, NOTHING));
    }

    @Test
    void whatWasMadeOfAPictureNeedsThePictureAgain() throws IOException {
        Path image = png("image.png", 3);
        Path mask = png("mask.png", 5);
        Inputs toImage = edit(new Edit(Optional.of(image), Optional.of(0.6), Optional.empty(), Optional.empty()));
        Inputs masked = edit(new Edit(Optional.of(image), Optional.empty(), Optional.of(mask), Optional.empty()));
        Inputs boxed = edit(
                new Edit(Optional.of(image), Optional.empty(), Optional.empty(), Optional.of(new Box(8, 8, 24, 16))));
        Given imageAgain = given(Optional.of(image), Optional.empty());

        assertEqual(reproduce("sd15", generate(toImage), imageAgain));
        assertEqual(reproduce("sd15", generate(boxed), imageAgain));
        Path inpainted = generate(masked);
        assertEqual(reproduce("sd15", inpainted, given(Optional.of(image), Optional.of(mask))));

        assertThatThrownBy(() -> reproduce("sd15", inpainted, NOTHING))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("image: none was given")
                .hasMessageContaining("--image");
        assertThatThrownBy(() -> reproduce("sd15", inpainted, imageAgain))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("mask: none was given");
        Outcome another = reproduce("sd15", inpainted, given(Optional.of(mask), Optional.of(mask)));
        assertThat(another.pixels()).isEmpty();
        assertThat(another.isEqual()).isFalse();
        assertThat(another.differences()).extracting(RecordDifference::what).containsExactly("inputs.source");
    }

    @Test
    void controlsAndAdaptersAreToldApartByTheirDigests() throws IOException {
        Path edges = png("edges.png", 7);
        Inputs controlled = new Inputs(
                Map.of(), Map.of(), Edit.NONE, List.of(new Control(Optional.empty(), edges, 0.7)), Adapters.NONE);
        Path file = generate("controlnet", controlled, picture(1, 0), sampling("ddim", Map.of()))
                .get(0);
        Given again = new Given(
                Optional.empty(),
                Optional.empty(),
                List.of(new Control(Optional.empty(), edges, 1)),
                Adapters.NONE,
                SourceOptions.DEFAULT);
        assertEqual(reproduce("controlnet", file, again));
        assertThatThrownBy(() -> reproduce("controlnet", file, NOTHING))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("0 pictures were given, and the record has 1");

        Adapters half = lora(0.5);
        Path adapted = generate(new Inputs(Map.of(), Map.of(), Edit.NONE, List.of(), half));
        assertEqual(reproduce("sd15", adapted, adapted(half)));
        assertThat(reproduce("sd15", adapted, adapted(lora(0.6))).differences())
                .extracting(RecordDifference::what)
                .containsExactly("inputs.adapters");
        assertThatThrownBy(() -> reproduce("sd15", adapted, NOTHING))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("lora: none was given");
    }

    @Test
    void everySliceOfEveryVolumeIsMadeAgain() {
        Inputs conditions = new Inputs(
                Map.of("condition1", "0.1", "condition2", "0.2", "condition3", "0.3", "condition4", "0.4"),
                Map.of(),
                Edit.NONE,
                List.of(),
                Adapters.NONE);
        List<Path> slices = generate("monai-brain-ldm-3d", conditions, picture(2, 0), sampling("", Map.of()));

        assertEqual(reproduce("monai-brain-ldm-3d", slices.get(0), NOTHING));
        assertEqual(reproduce("monai-brain-ldm-3d", slices.get(slices.size() - 5), NOTHING));
    }

    @Test
    void aPriorIsRunAgain() {
        Path file = generate("kandinsky22", Inputs.NONE, picture(2, 0), sampling("", Map.of()))
                .get(1);

        assertEqual(reproduce("kandinsky22", file, NOTHING));
    }

    @Test
    void otherPixelsAreCountedAndAnotherMachineIsTold() throws Exception {
        Path file = generate(Inputs.NONE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 2] ^= 1;
        bytes[bytes.length - 3] ^= 2;
        Files.write(file, bytes);

        Outcome outcome = reproduction()
                .reproduce(
                        new Question(
                                file,
                                NOTHING,
                                Optional.of(bundle("sd15")),
                                Optional.of(new RuntimeSettings(ProviderChoice.CPU, 2, 0)),
                                Optional.of(directory.resolve("again"))),
                        ProgressListener.NONE);

        assertThat(outcome.isEqual()).isFalse();
        assertThat(outcome.differences()).contains(new RecordDifference("execution.threads", "1", "2"));
        assertThat(outcome.pixels()).hasValueSatisfying(found -> {
            assertThat(found.different()).isEqualTo(2);
            assertThat(found.greatest()).isEqualTo(512);
            assertThat(found.most()).isEqualTo(4095);
        });
        Path again = outcome.directory().orElseThrow().resolve("IM0001.dcm");
        assertThat(new MarkingReader().read(again).record().execution().threads())
                .isEqualTo(2);
    }

    @Test
    void anotherModelIsNotRun() throws IOException {
        Path copy = directory.resolve("copy");
        copy(REFERENCES.resolve("sd15/bundle"), copy);
        Path file = generate(copy.toString(), Inputs.NONE, picture(1, 0), sampling("", Map.of()))
                .get(0);
        Files.writeString(copy.resolve("bundle.yaml"), "guidance:\n  rescale: 0.5\n");

        Outcome outcome = reproduce(copy.toString(), file, NOTHING);

        assertThat(outcome.pixels()).isEmpty();
        assertThat(outcome.differences()).extracting(RecordDifference::what).containsExactly("bundle.digest");
    }

    private static void assertEqual(Outcome outcome) {
        assertThat(outcome.differences()).isEmpty();
        assertThat(outcome.pixels().orElseThrow().different()).isZero();
        assertThat(outcome.isEqual()).isTrue();
    }

    private static Picture picture(int count, int batch) {
        return new Picture(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), count, batch);
    }

    private static Sampling sampling(String scheduler, Map<String, Object> config) {
        return new Sampling(
                Optional.of(2),
                new StudyRequest.Guidance(Optional.empty(), Optional.empty(), 0, 1),
                Optional.of(scheduler).filter(name -> !name.isEmpty()),
                config,
                Optional.empty(),
                PriorChoice.DEFAULT,
                Optional.of(7L));
    }

    private static Inputs edit(Edit edit) {
        return new Inputs(Map.of(), Map.of(), edit, List.of(), Adapters.NONE);
    }

    private static Adapters lora(double weight) {
        Path file = REFERENCES.resolve("lora/files/lora-diffusers.safetensors");
        return new Adapters(List.of(new Lora(file, weight, Optional.empty())), List.of());
    }

    private static Given adapted(Adapters adapters) {
        return new Given(Optional.empty(), Optional.empty(), List.of(), adapters, SourceOptions.DEFAULT);
    }

    private static Given given(Optional<Path> image, Optional<Path> mask) {
        return new Given(image, mask, List.of(), Adapters.NONE, SourceOptions.DEFAULT);
    }

    private Path generate(Inputs inputs) {
        return generate("sd15", inputs, picture(1, 0), sampling("", Map.of())).get(0);
    }

    private List<Path> generate(String model, Inputs inputs, Picture picture, Sampling sampling) {
        boolean words = !model.startsWith("monai");
        StudyRequest request = new StudyRequest(
                new Prompt(
                        words ? Optional.of("a (chest:1.2)") : Optional.empty(),
                        Optional.empty(),
                        LongPrompt.CHUNK,
                        WeightSyntax.EXPLICIT),
                bundle(model),
                Optional.of(words ? "cr-chest" : "mr-slice"),
                sampling,
                picture,
                inputs,
                Requests.LABELS,
                new StudyRequest.Storage(pixels, 8),
                ONE_THREAD,
                directory.resolve("studies"));
        return new StudyService(parts())
                .generate(request, ProgressListener.NONE).instances().stream()
                        .map(Instance::file)
                        .toList();
    }

    private Outcome reproduce(String model, Path file, Given given) {
        return reproduction()
                .reproduce(
                        new Question(file, given, Optional.of(bundle(model)), Optional.empty(), Optional.empty()),
                        ProgressListener.NONE);
    }

    private static String bundle(String model) {
        return model.contains("/")
                ? model
                : REFERENCES.resolve(model).resolve("bundle").toString();
    }

    private Reproduction reproduction() {
        return new Reproduction(parts(), new MarkingReader());
    }

    private static StudyParts parts() {
        return new StudyParts(
                new Product("Skiagraph", "test"),
                BundleSearch.on(List.of(ROOT.resolve("onnx"))),
                TemplateDirectory.on(List.of(ROOT.resolve("dicom-templates"))),
                SyntheticIdentities.under(Optional.empty()),
                OnnxRuntime::start,
                (bundle, graphs) -> Generators.open(bundle, graphs, GeneratorSettings.DEFAULT),
                Part10StudyWriter::new);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            tree.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private Path png(String name, int slope) throws IOException {
        ImageInfo info = new ImageInfo(64, 64, 8, false, true, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PngWriter writer = new PngWriter(bytes, info);
        for (int y = 0; y < 64; y++) {
            ImageLineInt line = new ImageLineInt(info);
            for (int x = 0; x < 64; x++) {
                line.getScanline()[x] = (slope * x + y) % 256;
            }
            writer.writeRow(line);
        }
        writer.end();
        return Files.write(directory.resolve(name), bytes.toByteArray());
    }
}
