package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.StoreScp;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** The outbox over a real store, real files and DCMTK's storescp, on a clock of the test's own. */
class OutboxTest {
    @TempDir
    static Path studies;

    private static StudyResult study;

    @TempDir
    Path directory;

    private OutboxFixture fixture;

    @BeforeAll
    static void makeAStudy() {
        study = OutboxStudies.service().generate(OutboxStudies.request(studies, 3), ProgressListener.NONE);
    }

    @BeforeEach
    void begin() {
        fixture = new OutboxFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatIsAddedIsDeliveredOnceHoweverOftenItIsAddedAndSent() throws Exception {
        StoreScp scp = fixture.scp("pacs");
        Outbox outbox = fixture.outbox();

        outbox.add(files(), List.of("pacs"));
        outbox.add(files(), List.of("pacs"));
        OutboxFixture.deliver(outbox);
        OutboxFixture.deliver(outbox);

        assertThat(scp.received()).hasSize(3);
        assertThat(outbox.deliveries(Optional.empty()))
                .hasSize(3)
                .allMatch(one -> one.state() == DeliveryState.STORED && one.attempts() == 1);
    }

    @Test
    void aDeadDestinationHoldsUpNoOtherIsLeftAloneForAWhileAndGetsAllWhenItIsBack() throws Exception {
        int port = OutboxFixture.freePort();
        fixture.configure(OutboxFixture.dimse("dead", port));
        StoreScp scp = fixture.scp("pacs");
        Outbox outbox = fixture.outbox();
        outbox.add(files(), List.of("dead", "pacs"));

        OutboxFixture.deliver(outbox);

        assertThat(scp.received()).hasSize(3);
        assertThat(OutboxFixture.of(outbox, "dead"))
                .allMatch(one -> one.state() == DeliveryState.PENDING)
                .anyMatch(one -> one.detail().contains("refused"));
        int attempts = attempts(outbox, "dead");
        OutboxFixture.deliver(outbox);
        assertThat(attempts(outbox, "dead")).as("its circuit is open").isEqualTo(attempts);

        StoreScp back = StoreScp.start(directory.resolve("back"), port);
        fixture.atEnd(back::close);
        fixture.pass(Duration.ofMinutes(1));
        OutboxFixture.deliver(outbox);

        assertThat(back.received()).hasSize(3);
        assertThat(OutboxFixture.of(outbox, "dead")).allMatch(one -> one.state() == DeliveryState.STORED);
    }

    @Test
    void whatWaitsTooLongIsDeadWithItsReasonAndAPersonMayTryItAgain() throws Exception {
        fixture.configure(OutboxFixture.dimse("dead", OutboxFixture.freePort()));
        Outbox outbox = fixture.outbox();
        outbox.add(files(), List.of("dead"));
        OutboxFixture.deliver(outbox);

        fixture.pass(Duration.ofDays(4));
        OutboxFixture.deliver(outbox);

        assertThat(outbox.deliveries(Optional.of(DeliveryState.DEAD)))
                .isNotEmpty()
                .allMatch(one -> one.detail().startsWith("given up after 72 hours: ")
                        && one.detail().contains("refused"));
        String uid = outbox.deliveries(Optional.of(DeliveryState.DEAD)).get(0).sopInstanceUid();
        assertThat(outbox.retry(Optional.of(uid))).isEqualTo(1);
        assertThat(outbox.drop(Optional.of("no such"))).isZero();
        assertThat(OutboxFixture.of(outbox, "dead"))
                .anyMatch(one -> one.sopInstanceUid().equals(uid)
                        && one.state() == DeliveryState.PENDING
                        && one.attempts() == 1);
    }

    @Test
    void nothingGoesToADestinationThatIsNotForSyntheticObjects() {
        Destination plain = OutboxFixture.dimse("clinical", 104);
        fixture.configure(new Destination(plain.name(), false, plain.routing(), plain.target()));
        Outbox outbox = fixture.outbox();

        assertThatThrownBy(() -> outbox.add(files(), List.of("clinical")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("accepts-synthetic");
        assertThatThrownBy(() -> outbox.add(files(), List.of("clinicl")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("'clinical'");
        assertThat(outbox.deliveries(Optional.empty())).isEmpty();
    }

    @Test
    void aPersonDecidesWhatGoesOut() throws Exception {
        StoreScp scp = fixture.scp("pacs");
        Outbox outbox = fixture.outbox();
        Path out = directory.resolve("out");
        Routes reviewed = new Routes(List.of("pacs"), false, List.of(), true);
        outbox.make(OutboxStudies.request(out, 3), reviewed, ProgressListener.NONE);

        OutboxFixture.deliver(outbox);
        assertThat(scp.received()).isEmpty();

        List<QueuedDelivery> held = OutboxFixture.of(outbox, "pacs");
        outbox.judge(held.get(0).sopInstanceUid(), Verdict.ACCEPTED);
        outbox.judge(held.get(1).sopInstanceUid(), Verdict.REJECTED);
        outbox.judge(held.get(2).sopInstanceUid(), Verdict.FLAGGED);
        OutboxFixture.deliver(outbox);

        assertThat(scp.received()).hasSize(1);
        assertThat(OutboxFixture.of(outbox, "pacs"))
                .extracting(QueuedDelivery::state)
                .containsExactly(DeliveryState.STORED, DeliveryState.DEAD, DeliveryState.PENDING);
        outbox.judge(held.get(1).sopInstanceUid(), Verdict.ACCEPTED);
        OutboxFixture.deliver(outbox);
        assertThat(scp.received()).hasSize(2);
    }

    @Test
    void aJobWhoseProcessWasKilledIsMadeOnceWithTheUidsItWasGiven() throws Exception {
        fixture.scp("pacs");
        Path out = directory.resolve("out");
        Job job;
        try (Outbox first = OutboxStudies.open(directory.resolve("state"), fixture.parts())) {
            job = first.submit(OutboxStudies.request(out, 1), Routes.to(List.of("pacs")));
            OutboxStudies.service().generate(job.request(), job.submission(), ProgressListener.NONE);
            OutboxStudies.markRunning(directory.resolve("state"), job);
        }

        Outbox second = fixture.outbox();
        Path made = OutboxStudies.service().folder(job.request(), job.submission());
        long written = Files.getLastModifiedTime(made.resolve("IM0001.dcm")).toMillis();
        OutboxFixture.deliver(second);

        assertThat(second.jobs()).extracting(JobSummary::state).containsExactly(JobState.WRITTEN);
        assertThat(OutboxFixture.of(second, "pacs")).hasSize(1).allMatch(one -> one.state() == DeliveryState.STORED);
        assertThat(Files.getLastModifiedTime(made.resolve("IM0001.dcm")).toMillis())
                .isEqualTo(written);
        try (var folders = Files.list(out)) {
            assertThat(folders).containsExactly(made);
        }
    }

    @Test
    void aJobThatIsWrongFailsWithItsReasonAndTheNextOneIsMade() throws Exception {
        Outbox outbox = fixture.outbox();
        Path out = directory.resolve("out");
        outbox.submit(OutboxStudies.ofModel("no-such-model", out), Routes.to(List.of()));
        outbox.submit(OutboxStudies.request(out, 1), Routes.to(List.of()));
        List<Failure> failures = new ArrayList<>();

        try (Drain drain = outbox.drain()) {
            drain.once(ProgressListener.NONE, new Drain.Troubles(failures::add, failures::add));
        }

        assertThat(failures).hasSize(1);
        assertThat(outbox.jobs()).extracting(JobSummary::state).containsExactly(JobState.FAILED, JobState.WRITTEN);
        assertThat(outbox.jobs().get(0).detail()).contains("no-such-model");
    }

    @Test
    void whoSendsIsAloneAndAnotherIsToldWho() {
        Outbox outbox = fixture.outbox();
        try (Drain drain = outbox.drain()) {
            assertThatThrownBy(outbox::drain)
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " since ");
            assertThat(outbox.tryDrain()).isEmpty();
            assertThat(drain).isNotNull();
        }
        outbox.drain().close();
    }

    @Test
    void rulesSendAStudyWhereItsModelTemplateAndTagsSay() {
        List<Destination> configured = new ArrayList<>();
        configured.add(ruled("all-chests", new Routing(List.of(), List.of("chest-*"), List.of())));
        configured.add(ruled("tagged", new Routing(List.of(), List.of(), List.of("teaching"))));
        configured.add(ruled("other", new Routing(List.of("mr-*"), List.of(), List.of())));
        configured.add(ruled("silent", new Routing(List.of(), List.of(), List.of())));
        Destinations destinations = new Destinations(configured);

        assertThat(destinations.of(new Routes(List.of(), true, List.of("teaching"), false), "dx", "chest-radiograph"))
                .containsExactly("all-chests", "tagged");
        assertThat(destinations.of(Routes.to(List.of("silent")), "dx", "chest-radiograph"))
                .containsExactly("silent");
    }

    @Test
    void aWithdrawnStudyStopsAndWhoHasItIsNamed() throws Exception {
        fixture.scp("pacs");
        fixture.configure(OutboxFixture.dimse("dead", OutboxFixture.freePort()));
        Outbox outbox = fixture.outbox();
        outbox.add(files(), List.of("pacs", "dead"));
        OutboxFixture.deliver(outbox);

        Outbox.Withdrawal withdrawal = outbox.withdraw(study.instances().get(0).studyInstanceUid(), false);

        assertThat(withdrawal.stopped()).isEqualTo(3);
        assertThat(withdrawal.there().keySet())
                .as("who has, and who may have: nobody knows how far a try came")
                .containsExactly("dead", "pacs");
        assertThat(withdrawal.there().get("pacs"))
                .extracting(QueuedDelivery::sopInstanceUid)
                .containsExactlyElementsOf(
                        study.instances().stream().map(Instance::sopInstanceUid).toList());
    }

    @Test
    void aFileThatIsGoneIsToldAndHoldsUpNoOther() throws Exception {
        StoreScp scp = fixture.scp("pacs");
        Path copy = Files.createDirectory(directory.resolve("copy"));
        for (Path file : files()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        Outbox outbox = fixture.outbox();
        outbox.add(
                files().stream().map(file -> copy.resolve(file.getFileName())).toList(), List.of("pacs"));
        Files.delete(copy.resolve("IM0002.dcm"));

        OutboxFixture.deliver(outbox);

        assertThat(scp.received()).hasSize(2);
        assertThat(outbox.deliveries(Optional.of(DeliveryState.DEAD)))
                .singleElement()
                .satisfies(one -> assertThat(one.detail()).contains("is not there any more"));
    }

    @Test
    void nothingIsQueuedOnADiskThatIsNearlyFull() {
        OutboxParts few = fixture.parts();
        OutboxParts greedy = new OutboxParts(
                few.studies(),
                few.session(),
                few.destinations(),
                few.transports(),
                few.markedFiles(),
                few.notes(),
                few.identities(),
                few.policy(),
                Long.MAX_VALUE,
                few.clock(),
                few.random());
        Outbox outbox = OutboxStudies.open(directory.resolve("state"), greedy);
        fixture.atEnd(outbox::close);

        assertThatThrownBy(() -> outbox.submit(OutboxStudies.request(directory, 1), Routes.to(List.of())))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("are kept free");
        assertThat(outbox.jobs()).isEmpty();
    }

    @Test
    void waitsDoubleToABoundAndDiffer() {
        RetryPolicy policy = RetryPolicy.DEFAULT;
        Random random = new Random(1);
        for (int failures = 1; failures < 40; failures++) {
            long full = Math.min(
                    5000L << Math.min(failures - 1, 20), Duration.ofMinutes(15).toMillis());
            assertThat(policy.wait(failures, random).toMillis()).isBetween(full / 2, full);
        }
        assertThat(policy.wait(3, random)).isNotEqualTo(policy.wait(3, random));
    }

    @Test
    void whatIsKeptOfARequestIsTheWholeRequest() {
        var request = StudyService.fixed(OutboxStudies.full(directory));

        assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
        Submission submission = Submission.now();
        assertThat(LocalDateTime.parse(submission.clock().toString())).isEqualTo(submission.clock());
    }

    private static Destination ruled(String name, Routing routing) {
        Destination plain = OutboxFixture.dimse(name, 104);
        return new Destination(name, true, routing, plain.target());
    }

    private static int attempts(Outbox outbox, String destination) {
        return OutboxFixture.of(outbox, destination).stream()
                .mapToInt(QueuedDelivery::attempts)
                .sum();
    }

    private static List<Path> files() {
        return study.instances().stream().map(Instance::file).toList();
    }
}
