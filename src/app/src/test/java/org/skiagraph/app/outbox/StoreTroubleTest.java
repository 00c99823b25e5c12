package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.StoreScp;
import org.skiagraph.app.outbox.Destination.Commitment;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** A store that does not take what it is told, and wishes that come in between. */
class StoreTroubleTest {
    /** Until it is dropped, no job ends. */
    private static final String NO_END =
            "CREATE TRIGGER no_end BEFORE UPDATE OF state ON job WHEN NEW.state <> 'RUNNING'"
                    + " BEGIN SELECT RAISE(ABORT, 'no'); END";
    /** No job is begun. */
    private static final String NO_BEGINNING = "CREATE TRIGGER no_beginning BEFORE UPDATE OF state ON job"
            + " WHEN NEW.state = 'RUNNING' BEGIN SELECT RAISE(ABORT, 'no'); END";

    @TempDir
    Path directory;

    private OutboxFixture fixture;
    private final List<Failure> failures = new ArrayList<>();
    private final List<Failure> remarks = new ArrayList<>();

    @BeforeEach
    void begin() {
        fixture = new OutboxFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aJobWhoseEndCouldNotBeWrittenDownIsTakenUpByTheSameProcess() {
        Outbox outbox = fixture.outbox();
        Job job = outbox.submit(request(), Routes.to(List.of()));
        change(NO_END);

        once(outbox);

        assertThat(failures).isNotEmpty().allMatch(Fatal.class::isInstance);
        assertThat(outbox.jobs()).extracting(JobSummary::state).containsExactly(JobState.RUNNING);
        change("DROP TRIGGER no_end");
        assertThat(outbox.recoverJobs()).isEqualTo(1);
        once(outbox);
        assertThat(outbox.jobs()).extracting(JobSummary::state).containsExactly(JobState.WRITTEN);
        assertThat(outbox.jobs().get(0).directory())
                .isEqualTo(OutboxStudies.service().folder(job.request(), job.submission()));
    }

    @Test
    void aListenerThatFailsLeavesNoJobRunningAndAnErrorNeither() {
        Outbox outbox = fixture.outbox();
        outbox.submit(request(), Routes.to(List.of()));
        List<Throwable> thrown = new ArrayList<>();
        JobListener broken = new JobListener() {
            @Override
            public ProgressListener begun(Job job) {
                throw new StackOverflowError();
            }

            @Override
            public void over(Job job) {}
        };

        new JobMaker(outbox, broken, thrown::add).whatIsQueued(() -> false);

        assertThat(thrown).singleElement().isInstanceOf(StackOverflowError.class);
        assertThat(outbox.jobs()).extracting(JobSummary::state).containsExactly(JobState.FAILED);
    }

    @Test
    void whereNoJobCanBeBegunTheWorkEndsWithThat() {
        Outbox outbox = fixture.outbox();
        outbox.submit(request(), Routes.to(List.of()));
        change(NO_BEGINNING);

        once(outbox);

        assertThat(failures).singleElement().isInstanceOf(Fatal.class);
        assertThat(outbox.jobs()).extracting(JobSummary::state).containsExactly(JobState.QUEUED);
    }

    @Test
    void whatWasCancelledWhileItsProcessDiedIsNotMadeAndSaysNothingOfBefore() {
        Outbox outbox = fixture.outbox();
        Job running = outbox.submit(request(), Routes.to(List.of()));
        Job waiting = outbox.submit(request(), Routes.to(List.of()));
        OutboxStudies.markRunning(directory.resolve("state"), running);
        change("UPDATE job SET failed_where = 'a', failed_what = 'b', failed_remedy = 'c' WHERE id = '" + waiting.id()
                + "'");
        assertThat(outbox.queue().find(waiting.submission().key()).orElseThrow().failure())
                .isPresent();

        outbox.queue().cancel(running.submission().key());
        outbox.queue().cancel(waiting.submission().key());
        once(outbox);

        assertThat(outbox.jobs())
                .hasSize(2)
                .allMatch(one ->
                        one.state() == JobState.CANCELLED && one.failure().isEmpty());
    }

    @Test
    void aStudyThatWasCancelledWhenItWasThereGoesNowhereUntilItIsTriedAgain() throws Exception {
        StoreScp scp = fixture.scp("pacs");
        Outbox outbox = fixture.outbox();
        Job job = outbox.submit(request(), Routes.to(List.of("pacs")));
        Path made = OutboxStudies.service()
                .generate(job.request(), job.submission(), ProgressListener.NONE)
                .directory();
        change("UPDATE job SET cancel = 1");

        once(outbox);

        assertThat(outbox.jobs())
                .singleElement()
                .matches(
                        one -> one.state() == JobState.CANCELLED && one.detail().endsWith(made.toString()));
        assertThat(made).isDirectory();
        assertThat(scp.received()).isEmpty();
        outbox.retry(Optional.of(job.id()));
        once(outbox);
        assertThat(scp.received()).hasSize(1);
        assertThat(failures).isEmpty();
    }

    @Test
    void whatASenderHasTakenIsNamedByAWithdrawal() {
        fixture.configure(OutboxFixture.dimse("pacs", 104));
        Outbox outbox = fixture.outbox();
        outbox.make(
                OutboxStudies.request(directory.resolve("out"), 2), Routes.to(List.of("pacs")), ProgressListener.NONE);
        List<QueuedDelivery> taken = outbox.deliveryTable().take("pacs", Instant.parse("2026-11-27T00:00:00Z"), 1);

        Outbox.Withdrawal withdrawal = outbox.withdraw(taken.get(0).studyInstanceUid(), false);

        assertThat(withdrawal.stopped()).isEqualTo(1);
        assertThat(withdrawal.there().get("pacs"))
                .extracting(QueuedDelivery::sopInstanceUid)
                .containsExactly(taken.get(0).sopInstanceUid());
    }

    @Test
    void whoeverCannotBeginToSendLetsAnotherDoSo() {
        OutboxParts parts = fixture.parts();
        List<Destination> known = new ArrayList<>();
        boolean[] readable = {false};
        Outbox outbox = OutboxStudies.open(
                directory.resolve("state"),
                new OutboxParts(
                        parts.studies(),
                        parts.session(),
                        () -> {
                            if (!readable[0]) {
                                throw new Rejected("skiagraph.destinations", "they cannot be read", "Mend them");
                            }
                            return new Destinations(known);
                        },
                        parts.transports(),
                        parts.markedFiles(),
                        parts.notes(),
                        parts.identities(),
                        parts.policy(),
                        0,
                        parts.clock(),
                        parts.random()));
        fixture.atEnd(outbox::close);

        assertThatThrownBy(outbox::drain).isInstanceOf(Rejected.class);
        assertThatThrownBy(outbox::tryDrain).isInstanceOf(Rejected.class);

        readable[0] = true;
        outbox.drain().close();
    }

    @Test
    void whereReportsCannotBeHeardThereIsSentAllTheSameAndNobodyAsked() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                StoreScp scp = StoreScp.start(directory.resolve("received"))) {
            Destination plain = OutboxFixture.dimse("pacs", scp.port());
            Dimse peer = (Dimse) plain.target();
            Commitment late = new Commitment(
                    Duration.ofMinutes(1), Optional.of((InetSocketAddress) taken.getLocalSocketAddress()));
            fixture.configure(new Destination(
                    "pacs",
                    true,
                    plain.routing(),
                    new Dimse(peer.peer(), peer.network(), peer.tls(), 1, Optional.of(late))));
            Outbox outbox = fixture.outbox();
            outbox.submit(request(), Routes.to(List.of("pacs")));

            once(outbox);

            assertThat(failures).isEmpty();
            assertThat(remarks).hasSize(1);
            assertThat(OutboxFixture.of(outbox, "pacs"))
                    .singleElement()
                    .matches(one ->
                            one.state() == DeliveryState.STORED && !one.detail().contains("asked"));
        }
    }

    private void once(Outbox outbox) {
        try (Drain drain = outbox.drain()) {
            drain.once(ProgressListener.NONE, new Drain.Troubles(failures::add, remarks::add));
        }
    }

    private StudyRequest request() {
        return OutboxStudies.request(directory.resolve("out"), 1);
    }

    /** As another program might. */
    private void change(String sql) {
        try (Database database = Database.open(directory.resolve("state").resolve("outbox.db"))) {
            database.transaction(() -> database.update(sql));
        }
    }
}
