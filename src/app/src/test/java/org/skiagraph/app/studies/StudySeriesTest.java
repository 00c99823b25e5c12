package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.studies.PromptLines.Line;
import org.skiagraph.app.studies.StudySeries.Outcome;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.OnnxRuntime;

/** Many prompts on the real model, with a count of what is opened. */
class StudySeriesTest {
    private static final Path ROOT = Path.of(System.getProperty("skiagraph.root"));
    private static final List<Line> LINES =
            List.of(new Line(1, "left effusion"), new Line(3, "cardiomegaly"), new Line(4, "left effusion"));

    @TempDir
    Path directory;

    private final AtomicInteger runtimes = new AtomicInteger();
    private final AtomicInteger generators = new AtomicInteger();
    private final List<StudyResult> finished = new ArrayList<>();

    @Test
    void theModelIsOpenedOnceForAllLinesAndProgressCoversThemAll() throws IOException {
        List<Progress> heard = new ArrayList<>();

        Outcome outcome = run(LINES, heard::add);

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.seed()).isEqualTo(7);
        assertThat(runtimes).hasValue(1);
        assertThat(generators).hasValue(1);
        assertThat(finished)
                .extracting(StudyResult::seed)
                .containsExactly(SeriesSeeds.of(7, 0), SeriesSeeds.of(7, 1), SeriesSeeds.of(7, 2));
        assertThat(finished)
                .extracting(StudyResult::directory)
                .doesNotHaveDuplicates()
                .allMatch(Files::isDirectory);
        List<Progress> denoising = heard.stream()
                .filter(progress -> progress.stage().equals("denoising"))
                .toList();
        assertThat(denoising).extracting(Progress::done).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(denoising).extracting(Progress::total).containsOnly(6);
        assertThat(Files.mismatch(preview(0), preview(2)))
                .as("equal words on noise of their own")
                .isNotEqualTo(-1);
    }

    private Path preview(int index) {
        return finished.get(index).instances().get(0).preview();
    }

    @Test
    void aWrongLineIsNamedBeforeAnythingIsMade() throws IOException {
        List<Line> lines = new ArrayList<>(LINES);
        lines.add(new Line(9, "(effusion:99)"));

        assertThatThrownBy(() -> run(lines, ProgressListener.NONE))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("prompts: line 9: a weight of 99");
        assertThat(generators).hasValue(0);
        assertThat(everything()).isEmpty();
    }

    @Test
    void aWishToStopLeavesWholeStudiesAndNothingOfTheNext() throws IOException {
        ProgressListener listener = new ProgressListener() {
            @Override
            public void on(Progress progress) {}

            @Override
            public boolean isCancelled() {
                return !finished.isEmpty();
            }
        };

        Outcome outcome = run(LINES, listener);

        assertThat(outcome.failure()).hasValueSatisfying(stop -> {
            assertThat(stop.line().number()).isEqualTo(3);
            assertThat(stop.cause()).isInstanceOf(CancellationException.class);
        });
        assertThat(finished).hasSize(1);
        assertThat(everything()).containsExactly(finished.get(0).directory());
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private Outcome run(List<Line> lines, ProgressListener listener) {
        StudyRequest good = Requests.good();
        StudyRequest here = new StudyRequest(
                good.prompt(),
                good.model(),
                good.template(),
                good.sampling(),
                good.picture(),
                good.inputs(),
                good.labels(),
                good.storage(),
                good.runtime(),
                directory);
        return new StudySeries(parts()).generate(here, lines, listener, (line, result) -> finished.add(result));
    }

    private StudyParts parts() {
        return new StudyParts(
                new Product("Skiagraph", "test"),
                BundleSearch.on(List.of(ROOT.resolve("onnx"))),
                TemplateDirectory.on(List.of(ROOT.resolve("dicom-templates"))),
                SyntheticIdentities.under(java.util.Optional.empty()),
                settings -> {
                    runtimes.incrementAndGet();
                    return OnnxRuntime.start(settings);
                },
                (bundle, graphs) -> {
                    generators.incrementAndGet();
                    return Generators.open(bundle, graphs, GeneratorSettings.DEFAULT);
                },
                Part10StudyWriter::new);
    }
}
