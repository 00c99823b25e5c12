package org.skiagraph.app.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.StoreScp;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** Destinations that are gone, or say nothing, while much waits for them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LongTroubleTest {
    private static final int MANY = 500;

    private static GenerationRecord record;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeOneImage(@TempDir Path studies) {
        Path file = OutboxStudies.service()
                .generate(OutboxStudies.request(studies, 1), ProgressListener.NONE)
                .instances()
                .get(0)
                .file();
        record = OutboxFixture.MARKED.read(file).record();
    }

    @Test
    void whatWaitsWhileADestinationIsDownForTenMinutesIsAllDeliveredOnceWhenItIsBack() throws Exception {
        try (OutboxFixture fixture = new OutboxFixture(directory)) {
            int port = OutboxFixture.freePort();
            fixture.configure(OutboxFixture.dimse("pacs", port, Duration.ofSeconds(5)));
            Outbox outbox = fixture.outbox();
            outbox.add(ManyInstances.write(record, MANY, directory), List.of("pacs"));
            for (Duration down = Duration.ZERO; down.toMinutes() < 10; down = down.plusSeconds(10)) {
                OutboxFixture.deliver(outbox);
                fixture.pass(Duration.ofSeconds(10));
            }
            int tries = outbox.deliveries(Optional.empty()).stream()
                    .mapToInt(QueuedDelivery::attempts)
                    .sum();
            assertThat(tries).as("it is left alone for longer and longer").isBetween(4, 100);

            try (StoreScp back = StoreScp.start(directory.resolve("received"), port)) {
                fixture.pass(Duration.ofMinutes(15));
                OutboxFixture.deliver(outbox);
                fixture.pass(Duration.ofMinutes(15));
                OutboxFixture.deliver(outbox);

                assertThat(back.received()).hasSize(MANY);
                assertThat(outbox.deliveries(Optional.empty()))
                        .hasSize(MANY)
                        .allMatch(one -> one.state() == DeliveryState.STORED);
            }
        }
    }

    @Test
    void studiesAreMadeWhileADestinationHoldsTheLineAndSaysNothing() throws Exception {
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (OutboxFixture fixture = new OutboxFixture(directory)) {
            Duration patience = Duration.ofSeconds(60);
            fixture.configure(OutboxFixture.dimse("silent", silent.getLocalPort(), patience));
            Outbox outbox = fixture.outbox();
            outbox.add(ManyInstances.write(record, 3, directory), List.of("silent"));
            outbox.submit(OutboxStudies.request(directory.resolve("out"), 2), Routes.to(List.of("silent")));

            AtomicBoolean cancelled = new AtomicBoolean();
            Thread running = runUntilWritten(outbox, cancelled);

            assertThat(outbox.deliveries(Optional.of(DeliveryState.SENT)))
                    .as("the first batch is still on its way")
                    .hasSize(3);
            assertThat(outbox.deliveries(Optional.of(DeliveryState.PENDING))).hasSize(2);
            cancelled.set(true);
            silent.close();
            running.join();
        }
    }

    private static Thread runUntilWritten(Outbox outbox, AtomicBoolean cancelled) throws InterruptedException {
        Thread running = new Thread(() -> {
            try (Drain drain = outbox.drain()) {
                drain.untilCancelled(until(cancelled), new Drain.Troubles(failure -> {}, failure -> {}));
            }
        });
        running.start();
        while (outbox.jobs().get(0).state() != JobState.WRITTEN) {
            assertThat(outbox.jobs().get(0).state()).isNotEqualTo(JobState.FAILED);
            Thread.sleep(50);
        }
        return running;
    }

    private static ProgressListener until(AtomicBoolean cancelled) {
        return new ProgressListener() {
            @Override
            public void on(Progress progress) {}

            @Override
            public boolean isCancelled() {
                return cancelled.get();
            }
        };
    }
}
