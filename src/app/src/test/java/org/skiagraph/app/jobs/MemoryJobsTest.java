package org.skiagraph.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.jobs.Job.State;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.RememberedBundles;
import org.skiagraph.app.studies.StudyParts;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudySession;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.template.TemplateDirectory;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GeneratorSettings;
import org.skiagraph.diffusion.Generators;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.domain.Retryable;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** Jobs with a real, tiny model, and a count of what is opened. */
class MemoryJobsTest {
    private static final Path ROOT = Path.of(System.getProperty("skiagraph.root"));
    private static final Path REFERENCES = Path.of(System.getProperty("skiagraph.reference.dir"));

    @TempDir
    Path directory;

    private final AtomicInteger opened = new AtomicInteger();
    private final List<Throwable> defects = new ArrayList<>();
    private final MemoryJobs jobs = new MemoryJobs(new Worker(new StudySession(parts()), defects::add));

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void jobsAreMadeInTheirOrderAndTheModelStaysOpen() throws InterruptedException {
        String first = jobs.submit(request("sd15", 2));
        String second = jobs.submit(request("sd15", 2));
        String third = jobs.submit(request("bert-text-encoder", 2));

        List<Job> heard = heardOf(third);

        assertThat(heard).extracting(Job::state).contains(State.RUNNING).last().isEqualTo(State.WRITTEN);
        assertThat(jobs.find(first).orElseThrow().result().orElseThrow().directory())
                .isDirectory();
        assertThat(jobs.find(second).orElseThrow().state()).isEqualTo(State.WRITTEN);
        assertThat(opened).hasValue(2);
        assertThat(heard).anySatisfy(job -> assertThat(job.progress())
                .hasValueSatisfying(progress -> assertThat(progress.stage()).isEqualTo("denoising")));
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnceAndOneThatRunsBetweenTwoSteps() throws InterruptedException, IOException {
        String running = jobs.submit(request("sd15", 900));
        String waiting = jobs.submit(request("sd15", 2));
        CountDownLatch begun = new CountDownLatch(1);
        jobs.watch(running, job -> job.progress().ifPresent(progress -> begun.countDown()));
        begun.await();

        jobs.cancel(waiting);
        assertThat(jobs.find(waiting).orElseThrow().state()).isEqualTo(State.CANCELLED);
        jobs.cancel(running);

        assertThat(heardOf(running)).last().extracting(Job::state).isEqualTo(State.CANCELLED);
        jobs.cancel(running);
        assertThat(everything()).isEmpty();
    }

    @Test
    void aFailureIsToldAndTheNextJobIsMadeAllTheSame() throws InterruptedException {
        String bad = jobs.submit(request("nowhere", 2));
        String good = jobs.submit(request("sd15", 1));

        Job failed = last(bad);

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure().orElseThrow().where()).isEqualTo("model");
        assertThat(last(good).state()).isEqualTo(State.WRITTEN);
        assertThat(defects).isEmpty();
    }

    @Test
    void theEndOfTheProgramCancelsAllAndTakesNoMore() throws InterruptedException, IOException {
        String running = jobs.submit(request("sd15", 900));
        String waiting = jobs.submit(request("sd15", 2));
        List<Job> heard = new ArrayList<>();
        jobs.watch(waiting, heard::add);

        jobs.close();

        assertThat(jobs.find(running).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(heard).extracting(Job::state).containsExactly(State.QUEUED, State.CANCELLED);
        assertThat(everything()).isEmpty();
        assertThatThrownBy(() -> jobs.submit(request("sd15", 1))).isInstanceOf(Retryable.class);
        assertThat(jobs.find("none")).isEmpty();
    }

    private Job last(String id) throws InterruptedException {
        List<Job> heard = heardOf(id);
        return heard.get(heard.size() - 1);
    }

    /** All that is told of a job until its end. */
    private List<Job> heardOf(String id) throws InterruptedException {
        List<Job> heard = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        jobs.watch(id, job -> {
            heard.add(job);
            if (job.state().isEnd()) {
                ended.countDown();
            }
        });
        assertThat(ended.await(2, TimeUnit.MINUTES)).isTrue();
        return heard;
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private StudyRequest request(String system, int steps) {
        return new StudyRequest(
                new StudyRequest.Prompt(
                        Optional.of("a chest"), Optional.empty(), LongPrompt.CHUNK, WeightSyntax.EXPLICIT),
                REFERENCES.resolve(system).resolve("bundle").toString(),
                Optional.of("sc"),
                new StudyRequest.Sampling(
                        Optional.of(steps),
                        new StudyRequest.Guidance(Optional.empty(), Optional.empty(), 0, 1),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        PriorChoice.DEFAULT,
                        Optional.of(7L)),
                new StudyRequest.Picture(
                        Optional.of(64), Optional.of(64), Optional.empty(), false, Optional.empty(), 1, 0),
                Inputs.NONE,
                new StudyRequest.Labels(Optional.empty(), Optional.empty(), Optional.empty()),
                new StudyRequest.Storage(PixelSettings.DEFAULT, 8),
                RuntimeSettings.DEFAULT,
                directory);
    }

    private StudyParts parts() {
        return new StudyParts(
                new Product("Skiagraph", "test"),
                new RememberedBundles(BundleSearch.on(List.of(ROOT.resolve("onnx")))),
                TemplateDirectory.on(List.of(ROOT.resolve("dicom-templates"))),
                SyntheticIdentities.under(Optional.empty()),
                OnnxRuntime::start,
                (bundle, graphs) -> {
                    opened.incrementAndGet();
                    return Generators.open(bundle, graphs, GeneratorSettings.DEFAULT);
                },
                Part10StudyWriter::new);
    }
}
