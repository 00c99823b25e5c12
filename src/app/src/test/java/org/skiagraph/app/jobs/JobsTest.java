package org.skiagraph.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.Pngs;
import org.skiagraph.app.outbox.DeliveryList;
import org.skiagraph.app.outbox.DeliveryState;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destination.Folder;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.app.outbox.Job;
import org.skiagraph.app.outbox.JobState;
import org.skiagraph.app.outbox.JobSummary;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.outbox.OutboxStudies;
import org.skiagraph.app.outbox.RealParts;
import org.skiagraph.app.outbox.Routes;
import org.skiagraph.app.outbox.Routing;
import org.skiagraph.app.outbox.Verdict;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;

/** Jobs out of a real store, with a real, tiny model. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class JobsTest {
    private static final MarkingReader MARKED = new MarkingReader();

    @TempDir
    Path directory;

    private final AtomicInteger opened = new AtomicInteger();
    private final List<Throwable> defects = Collections.synchronizedList(new ArrayList<>());
    private final List<Failure> troubles = Collections.synchronizedList(new ArrayList<>());
    private final List<Destination> configured = new CopyOnWriteArrayList<>();
    private final List<Serving> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Serving::close);
        assertThat(defects).isEmpty();
    }

    @Test
    void jobsAreMadeInTheirOrderAndTheModelStaysOpen() throws InterruptedException {
        Jobs jobs = serve().jobs();
        String first = submit(jobs, studies().request("sd15", 2));
        String second = submit(jobs, studies().request("sd15", 2));
        String third = submit(jobs, studies().request("bert-text-encoder", 2));

        List<JobStatus> heard = heardOf(jobs, third);

        assertThat(heard)
                .extracting(JobStatus::state)
                .contains(JobState.RUNNING)
                .last()
                .isEqualTo(JobState.WRITTEN);
        assertThat(jobs.find(first).orElseThrow().study().orElseThrow().instances())
                .hasSize(1);
        assertThat(jobs.find(second).orElseThrow().state()).isEqualTo(JobState.WRITTEN);
        assertThat(opened).hasValue(2);
        assertThat(heard).anySatisfy(job -> assertThat(job.progress())
                .hasValueSatisfying(progress -> assertThat(progress.stage()).isEqualTo("denoising")));
        assertThat(jobs.newest(Optional.empty(), 2)).extracting(JobSummary::key).containsExactly(third, second);
        assertThat(jobs.newest(Optional.of(second), 2))
                .extracting(JobSummary::key)
                .containsExactly(first);
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnceAndOneThatRunsBetweenTwoStepsWhoeverMakesIt() throws Exception {
        Serving maker = serve();
        String running = begun(maker.jobs());
        try (Outbox elsewhere = outbox()) {
            Jobs other = new Jobs(elsewhere.queue(), MARKED);
            Path picture = picture(other, "waiting");
            String waiting = submit(other, studies().edited(picture, 900), "waiting", Routes.to(List.of()));
            assertThat(state(other, waiting)).isEqualTo(JobState.QUEUED);

            maker.jobs().cancel(waiting);
            assertThat(state(other, waiting)).isEqualTo(JobState.CANCELLED);
            assertThat(picture).doesNotExist();
            assertThat(state(other, running)).isEqualTo(JobState.RUNNING);
            other.cancel(running);

            assertThat(last(maker.jobs(), running).state()).isEqualTo(JobState.CANCELLED);
            other.cancel(running);
            assertThat(everything()).isEmpty();
        }
    }

    @Test
    void aFailureIsToldAlsoByTheNextProgramAndTheNextJobIsMadeAllTheSame() throws InterruptedException {
        Serving first = serve();
        String bad = submit(first.jobs(), studies().request("nowhere", 2));
        String good = submit(first.jobs(), studies().request("sd15", 1));
        JobStatus failed = last(first.jobs(), bad);
        JobStatus written = last(first.jobs(), good);
        first.close();

        Jobs jobs = serve().jobs();

        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.failure().orElseThrow().where()).isEqualTo("model");
        assertThat(failed.failure().orElseThrow().remedy()).isNotEmpty();
        assertThat(jobs.find(bad)).contains(failed);
        assertThat(written.state()).isEqualTo(JobState.WRITTEN);
        assertThat(jobs.find(good)).contains(written);
        assertThat(jobs.find("none")).isEmpty();
    }

    @Test
    void whatRunsWhenTheProgramEndsIsMadeByTheNextOneWithItsPictureUnderItsOwnName() throws Exception {
        Serving first = serve();
        Path picture = picture(first.jobs(), "0123456789abcdef");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(picture)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(picture.getParent())))
                .isEqualTo("rwx------");
        String id = submit(first.jobs(), studies().edited(picture, 40), "0123456789abcdef", Routes.to(List.of()));
        begun(first.jobs(), id);

        first.close();

        assertThat(everything()).isEmpty();
        assertThat(picture).exists();
        try (Outbox closed = outbox()) {
            assertThat(closed.jobs()).extracting(JobSummary::state).containsExactly(JobState.QUEUED);
        }
        Jobs next = serve().jobs();
        JobStatus made = last(next, id);
        assertThat(made.state()).isEqualTo(JobState.WRITTEN);
        assertThat(made.study().orElseThrow().record().inputs().source()).isPresent();
        assertThat(everything()).containsExactly(made.study().orElseThrow().directory());
        assertThat(picture.getParent()).doesNotExist();
    }

    @Test
    void whatAKilledProcessWasMakingIsMadeOnceMoreAndWhatItForgotIsSweptAway() throws Exception {
        Job job;
        Path forgotten;
        try (Outbox killed = outbox()) {
            job = killed.submit(studies().request("sd15", 1), Routes.to(List.of()));
            forgotten = picture(new Jobs(killed.queue(), MARKED), "of-nobody");
            OutboxStudies.markRunning(directory.resolve("state"), job);
        }
        Files.setLastModifiedTime(
                forgotten.getParent(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        JobStatus made = last(serve().jobs(), job.submission().key());

        assertThat(made.state()).isEqualTo(JobState.WRITTEN);
        assertThat(made.study().orElseThrow().directory())
                .isEqualTo(new StudyService(studies().parts()).folder(job.request(), job.submission()));
        assertThat(everything()).hasSize(1);
        assertThat(forgotten).doesNotExist();
    }

    @Test
    void whatIsMadeIsSentByOneProcessAndByTheNextOneWhenThatEnds() throws Exception {
        Path media = Files.createDirectory(directory.resolve("media"));
        Path late = Files.createDirectory(directory.resolve("late"));
        configured.add(folder("media", media));
        configured.add(folder("broken", Path.of("/proc/nowhere")));
        Serving first = serve();
        last(first.jobs(), submit(first.jobs(), studies().request("sd15", 1), "a", Routes.to(List.of("media"))));
        awaitFiles(media, 1);
        configured.add(folder("late", late));
        last(first.jobs(), submit(first.jobs(), studies().request("sd15", 1), "c", Routes.to(List.of("late"))));
        awaitFiles(late, 1);
        Serving second = serve();
        String held = submit(
                second.jobs(),
                studies().request("sd15", 1),
                "b",
                new Routes(List.of("media", "broken"), false, List.of(), true));
        JobStatus made = last(second.jobs(), held);
        String uid = made.study().orElseThrow().instances().get(0).sopInstanceUid();
        assertThat(second.outbox().shown().images(uid))
                .singleElement()
                .matches(image ->
                        image.verdict() == Verdict.OPEN && image.deliveries().size() == 2);

        first.close();
        second.outbox().judge(uid, Verdict.ACCEPTED);

        awaitFiles(media, 2);
        DeliveryList shown = second.outbox().shown();
        while (shown.page(Optional.of(DeliveryState.STORED), 0, 3).deliveries().size() < 3) {
            Thread.sleep(50);
        }
        DeliveryList.Page page = shown.page(Optional.empty(), 0, 1);
        assertThat(page.deliveries()).hasSize(1);
        assertThat(shown.page(Optional.empty(), page.next().orElseThrow(), 2).deliveries())
                .hasSize(2)
                .doesNotContainAnyElementsOf(page.deliveries());
        assertThatThrownBy(
                        () -> submit(second.jobs(), studies().request("sd15", 1), "d", Routes.to(List.of("nowhere"))))
                .isInstanceOf(Rejected.class);
    }

    private static JobState state(Jobs jobs, String id) {
        return jobs.find(id).orElseThrow().state();
    }

    private static Destination folder(String name, Path place) {
        return new Destination(name, true, new Routing(List.of(), List.of(), List.of()), new Folder(place, false));
    }

    private static void awaitFiles(Path place, int count) throws Exception {
        for (int i = 0; i < 600 && files(place).size() < count; i++) {
            Thread.sleep(50);
        }
        assertThat(files(place)).hasSize(count);
    }

    /** One that runs long enough to be stopped. */
    private String begun(Jobs jobs) throws InterruptedException {
        String id = submit(jobs, studies().request("sd15", 900));
        begun(jobs, id);
        return id;
    }

    private static void begun(Jobs jobs, String id) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        jobs.watch(id, job -> job.progress().ifPresent(progress -> begun.countDown()));
        assertThat(begun.await(2, TimeUnit.MINUTES)).isTrue();
    }

    private Path picture(Jobs jobs, String key) throws IOException {
        return jobs.pictures()
                .keep(key, "image-1.png", Files.readAllBytes(Pngs.ramp(directory.resolve(key + ".png"), 64)));
    }

    private String submit(Jobs jobs, StudyRequest request) {
        Submission submission = Submission.now();
        jobs.submit(request, submission, Routes.to(List.of()));
        return submission.key();
    }

    private static String submit(Jobs jobs, StudyRequest request, String key, Routes routes) {
        jobs.submit(request, new Submission(key, Submission.now().clock()), routes);
        return key;
    }

    private static JobStatus last(Jobs jobs, String id) throws InterruptedException {
        List<JobStatus> heard = heardOf(jobs, id);
        return heard.get(heard.size() - 1);
    }

    /** All that is told of a job until its end. */
    private static List<JobStatus> heardOf(Jobs jobs, String id) throws InterruptedException {
        List<JobStatus> heard = new ArrayList<>();
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
        return files(directory.resolve("studies"));
    }

    private static List<Path> files(Path place) throws IOException {
        if (Files.notExists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> !file.endsWith(".lock")).toList();
        }
    }

    private TinyStudies studies() {
        return new TinyStudies(directory.resolve("studies"), opened);
    }

    /** As a process of its own would on the same store. */
    private Serving serve() {
        Serving serving = Serving.start(outbox(), MARKED, new Serving.Troubles(defects::add, troubles::add));
        open.add(serving);
        return serving;
    }

    private Outbox outbox() {
        return Outbox.open(
                directory.resolve("state"),
                RealParts.of(studies().parts(), () -> new Destinations(configured), InstantSource.system()));
    }
}
