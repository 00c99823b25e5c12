package org.skiagraph.app.cohorts;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.ImageLineInt;
import ar.com.hjg.pngj.PngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.skiagraph.app.cohorts.CohortRequest.RunChoice;
import org.skiagraph.app.files.Digests;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.segmentation.Part10SegmentationWriter;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Cohorts of tiny models, and a look at what they leave. */
final class Cohorts {
    static final Path ROOT = Path.of(System.getProperty("skiagraph.root"));
    static final String TINY =
            ROOT.resolve("src/diffusion/src/test/reference/sd15/bundle").toString();
    static final RunChoice RUN = new RunChoice("test-run", Optional.of(LocalDateTime.of(2026, 11, 24, 15, 30, 12)));

    final AtomicInteger opened = new AtomicInteger();

    CohortService service() {
        return new CohortService(new CohortParts(parts(), new Part10SegmentationWriter()));
    }

    private StudyParts parts() {
        return new StudyParts(
                new Product("Skiagraph", "test"),
                BundleSearch.on(List.of()),
                TemplateDirectory.on(List.of(ROOT.resolve("dicom-templates"))),
                SyntheticIdentities.under(Optional.empty()),
                OnnxRuntime::start,
                (bundle, graphs) -> {
                    opened.incrementAndGet();
                    return Generators.open(bundle, graphs, GeneratorSettings.DEFAULT);
                },
                Part10StudyWriter::new);
    }

    static CohortRequest request(Path file, Path out) {
        return new CohortRequest(CohortFiles.read(file), common(TINY, Optional.empty()), out, RUN, 0.25);
    }

    static StudyRequest common(String model, Optional<String> prompt) {
        return new StudyRequest(
                new StudyRequest.Prompt(prompt, Optional.empty(), LongPrompt.CHUNK, WeightSyntax.EXPLICIT),
                model,
                Optional.of("sc"),
                new StudyRequest.Sampling(
                        Optional.of(2),
                        new StudyRequest.Guidance(Optional.empty(), Optional.empty(), 0, 1),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        PriorChoice.DEFAULT,
                        Optional.empty()),
                new StudyRequest.Picture(
                        Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), 1, 0),
                Inputs.NONE,
                new StudyRequest.Labels(Optional.empty(), Optional.empty(), Optional.empty()),
                new StudyRequest.Storage(PixelSettings.DEFAULT, 8),
                RuntimeSettings.DEFAULT,
                Path.of("nowhere"));
    }

    /** Every file of a directory by its content. */
    static Map<String, String> everything(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), Digests.hex(file));
            }
        }
        return files;
    }

    /** A grey ramp. */
    static Path picture(Path file, int side) throws IOException {
        ImageInfo info = new ImageInfo(side, side, 8, false, true, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PngWriter writer = new PngWriter(bytes, info);
        for (int y = 0; y < side; y++) {
            ImageLineInt line = new ImageLineInt(info);
            for (int x = 0; x < side; x++) {
                line.getScanline()[x] = (4 * x + y) % 256;
            }
            writer.writeRow(line);
        }
        writer.end();
        return Files.write(file, bytes.toByteArray());
    }
}
