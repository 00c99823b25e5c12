package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.StoreScp;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.studies.StudyService;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.dicom.dataset.SyntheticIdentities;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.DicomStorageCommitment;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.web.HttpStowClient;
import org.skiagraph.dicom.web.WebSettings;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** The outbox over a real store, real files and DCMTK's storescp, on a clock of the test's own. */
class OutboxTest {
    private static final MarkingReader MARKED = new MarkingReader();

    @TempDir
    static Path studies;

    private static StudyResult study;

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private final List<Destination> configured = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeAStudy() {
        study = OutboxStudies.service().generate(OutboxStudies.request(studies, 3), ProgressListener.NONE);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void whatIsAddedIsDeliveredOnceHoweverOftenItIsAddedAndSent() throws Exception {
        StoreScp scp = scp("pacs");
        Outbox outbox = outbox();

        outbox.add(files(), List.of("pacs"));
        outbox.add(files(), List.of("pacs"));
        deliver(outbox);
        deliver(outbox);

        assertThat(scp.received()).hasSize(3);
        assertThat(outbox.deliveries(Optional.empty()))
                .hasSize(3)
                .allMatch(one -> one.state() == DeliveryState.STORED && one.attempts() == 1);
    }

    @Test
    void aDeadDestinationHoldsUpNoOtherIsLeftAloneForAWhileAndGetsAllWhenItIsBack() throws Exception {
        int port = freePort();
        configured.add(dimse("dead", port, true));
        StoreScp scp = scp("pacs");
        Outbox outbox = outbox();
        outbox.add(files(), List.of("dead", "pacs"));

        deliver(outbox);

        assertThat(scp.received()).hasSize(3);
        assertThat(of(outbox, "dead"))
                .allMatch(one -> one.state() == DeliveryState.PENDING)
                .anyMatch(one -> one.detail().contains("refused"));
        int attempts = attempts(outbox, "dead");
        deliver(outbox);
        assertThat(attempts(outbox, "dead")).as("its circuit is open").isEqualTo(attempts);

        StoreScp back = StoreScp.start(directory.resolve("back"), port);
        open.add(back);
        now = now.plus(Duration.ofMinutes(1));
        deliver(outbox);

        assertThat(back.received()).hasSize(3);
        assertThat(of(outbox, "dead")).allMatch(one -> one.state() == DeliveryState.STORED);
    }

    @Test
    void whatWaitsTooLongIsDeadWithItsReasonAndAPersonMayTryItAgain() throws Exception {
        configured.add(dimse("dead", freePort(), true));
        Outbox outbox = outbox();
        outbox.add(files(), List.of("dead"));
        deliver(outbox);

        now = now.plus(Duration.ofDays(4));
        deliver(outbox);

        assertThat(outbox.deliveries(Optional.of(DeliveryState.DEAD)))
                .isNotEmpty()
                .allMatch(one -> one.detail().startsWith("given up after 72 hours: ")
                        && one.detail().contains("refused"));
        String uid = outbox.deliveries(Optional.of(DeliveryState.DEAD)).get(0).sopInstanceUid();
        assertThat(outbox.retry(Optional.of(uid))).isEqualTo(1);
        assertThat(outbox.drop(Optional.of("no such"))).isZero();
        assertThat(of(outbox, "dead"))
                .anyMatch(one -> one.sopInstanceUid().equals(uid)
                        && one.state() == DeliveryState.PENDING
                        && one.attempts() == 1);
    }

    @Test
    void nothingGoesToADestinationThatIsNotForSyntheticObjects() {
        configured.add(dimse("clinical", 104, false));
        Outbox outbox = outbox();

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
        StoreScp scp = scp("pacs");
        Outbox outbox = outbox();
        Path out = directory.resolve("out");
        Routes reviewed = new Routes(List.of("pacs"), false, List.of(), true);
        outbox.make(OutboxStudies.request(out, 3), reviewed, ProgressListener.NONE);

        deliver(outbox);
        assertThat(scp.received()).isEmpty();

        List<QueuedDelivery> held = of(outbox, "pacs");
        outbox.judge(held.get(0).sopInstanceUid(), Verdict.ACCEPTED);
        outbox.judge(held.get(1).sopInstanceUid(), Verdict.REJECTED);
        outbox.judge(held.get(2).sopInstanceUid(), Verdict.FLAGGED);
        deliver(outbox);

        assertThat(scp.received()).hasSize(1);
        assertThat(of(outbox, "pacs"))
                .extracting(QueuedDelivery::state)
                .containsExactly(DeliveryState.STORED, DeliveryState.DEAD, DeliveryState.PENDING);
        outbox.judge(held.get(1).sopInstanceUid(), Verdict.ACCEPTED);
        deliver(outbox);
        assertThat(scp.received()).hasSize(2);
    }

    @Test
    void aJobWhoseProcessWasKilledIsMadeOnceWithTheUidsItWasGiven() throws Exception {
        scp("pacs");
        Path out = directory.resolve("out");
        Job job;
        try (Outbox first = OutboxStudies.open(directory.resolve("state"), parts())) {
            job = first.submit(OutboxStudies.request(out, 1), Routes.to(List.of("pacs")));
            OutboxStudies.service().generate(job.request(), job.submission(), ProgressListener.NONE);
            OutboxStudies.markRunning(directory.resolve("state"), job);
        }

        Outbox second = outbox();
        Path made = OutboxStudies.service().folder(job.request(), job.submission());
        long written = Files.getLastModifiedTime(made.resolve("IM0001.dcm")).toMillis();
        deliver(second);

        assertThat(second.jobs()).extracting(JobSummary::state).containsExactly(JobState.WRITTEN);
        assertThat(of(second, "pacs")).hasSize(1).allMatch(one -> one.state() == DeliveryState.STORED);
        assertThat(Files.getLastModifiedTime(made.resolve("IM0001.dcm")).toMillis())
                .isEqualTo(written);
        try (var folders = Files.list(out)) {
            assertThat(folders).containsExactly(made);
        }
    }

    @Test
    void aJobThatIsWrongFailsWithItsReasonAndTheNextOneIsMade() throws Exception {
        Outbox outbox = outbox();
        Path out = directory.resolve("out");
        outbox.submit(OutboxStudies.ofModel("no-such-model", out), Routes.to(List.of()));
        outbox.submit(OutboxStudies.request(out, 1), Routes.to(List.of()));
        List<Failure> failures = new ArrayList<>();

        try (Drain drain = outbox.drain()) {
            drain.once(ProgressListener.NONE, failures::add);
        }

        assertThat(failures).hasSize(1);
        assertThat(outbox.jobs()).extracting(JobSummary::state).containsExactly(JobState.FAILED, JobState.WRITTEN);
        assertThat(outbox.jobs().get(0).detail()).contains("no-such-model");
    }

    @Test
    void whoSendsIsAloneAndAnotherIsToldWho() {
        Outbox outbox = outbox();
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
        scp("pacs");
        configured.add(dimse("dead", freePort(), true));
        Outbox outbox = outbox();
        outbox.add(files(), List.of("pacs", "dead"));
        deliver(outbox);

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
        StoreScp scp = scp("pacs");
        Path copy = Files.createDirectory(directory.resolve("copy"));
        for (Path file : files()) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        Outbox outbox = outbox();
        outbox.add(
                files().stream().map(file -> copy.resolve(file.getFileName())).toList(), List.of("pacs"));
        Files.delete(copy.resolve("IM0002.dcm"));

        deliver(outbox);

        assertThat(scp.received()).hasSize(2);
        assertThat(outbox.deliveries(Optional.of(DeliveryState.DEAD)))
                .singleElement()
                .satisfies(one -> assertThat(one.detail()).contains("is not there any more"));
    }

    @Test
    void nothingIsQueuedOnADiskThatIsNearlyFull() {
        OutboxParts few = parts();
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
        open.add(outbox);

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

    private Outbox outbox() {
        Outbox outbox = OutboxStudies.open(directory.resolve("state"), parts());
        open.add(0, outbox);
        return outbox;
    }

    private OutboxParts parts() {
        return new OutboxParts(
                OutboxStudies.service(),
                OutboxStudies.session(),
                () -> new Destinations(configured),
                new Transports(
                        peer -> new DicomStoreScu(MARKED, peer.network(), peer.tls()),
                        peer -> new DicomStorageCommitment(peer.network(), peer.tls()),
                        new HttpStowClient(MARKED, WebSettings.DEFAULT),
                        folder -> (files, into) -> files),
                MARKED,
                (note, rejected, file) -> file,
                SyntheticIdentities.under(Optional.empty()),
                RetryPolicy.DEFAULT,
                0,
                () -> now,
                new Random(1));
    }

    private static void deliver(Outbox outbox) {
        try (Drain drain = outbox.drain()) {
            drain.once(ProgressListener.NONE, failure -> {
                throw failure;
            });
        }
    }

    private StoreScp scp(String name) throws Exception {
        StoreScp scp = StoreScp.start(directory.resolve(name));
        open.add(scp);
        configured.add(dimse(name, scp.port(), true));
        return scp;
    }

    private static Destination dimse(String name, int port, boolean acceptsSynthetic) {
        NetworkSettings network = new NetworkSettings(
                "SKIAGRAPH", Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), 65536);
        return new Destination(
                name,
                acceptsSynthetic,
                new Routing(List.of(), List.of(), List.of()),
                new Dimse(
                        new Peer("STORESCP", "127.0.0.1", port, "SKIAGRAPH"),
                        network,
                        Optional.empty(),
                        1,
                        Optional.empty()));
    }

    private static Destination ruled(String name, Routing routing) {
        Destination plain = dimse(name, 104, true);
        return new Destination(name, true, routing, plain.target());
    }

    private static List<QueuedDelivery> of(Outbox outbox, String destination) {
        return outbox.deliveries(Optional.empty()).stream()
                .filter(one -> one.destination().equals(destination))
                .toList();
    }

    private static int attempts(Outbox outbox, String destination) {
        return of(outbox, destination).stream()
                .mapToInt(QueuedDelivery::attempts)
                .sum();
    }

    private static List<Path> files() {
        return study.instances().stream().map(Instance::file).toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
