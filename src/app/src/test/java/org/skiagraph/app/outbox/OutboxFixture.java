package org.skiagraph.app.outbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.cli.StoreScp;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;

/** An outbox over a real store and real files, on a clock of the test's own. */
final class OutboxFixture implements AutoCloseable {
    static final MarkingReader MARKED = new MarkingReader();

    private final Path directory;
    private final List<Destination> configured = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    OutboxFixture(Path directory) {
        this.directory = directory;
    }

    void configure(Destination destination) {
        configured.add(destination);
    }

    /** Lets time go by. */
    void pass(Duration time) {
        now = now.plus(time);
    }

    void atEnd(Runnable closing) {
        atEnd.add(closing);
    }

    /** The outbox as a process that starts finds it. */
    Outbox outbox() {
        Outbox outbox = OutboxStudies.open(directory.resolve("state"), parts());
        atEnd.add(0, outbox::close);
        return outbox;
    }

    OutboxParts parts() {
        return RealParts.of(OutboxStudies.parts(), () -> new Destinations(configured), () -> now);
    }

    /** Starts a storescp, and configures it under this name. */
    StoreScp scp(String name) throws Exception {
        StoreScp scp = StoreScp.start(directory.resolve(name));
        atEnd.add(scp::close);
        configure(dimse(name, scp.port()));
        return scp;
    }

    static Destination dimse(String name, int port) {
        return dimse(name, port, Duration.ofSeconds(5));
    }

    /** @param patience with a peer that says nothing */
    static Destination dimse(String name, int port, Duration patience) {
        NetworkSettings network =
                new NetworkSettings("SKIAGRAPH", Duration.ofSeconds(2), patience, Duration.ofSeconds(10), 65536);
        return new Destination(
                name,
                true,
                new Routing(List.of(), List.of(), List.of()),
                new Dimse(
                        new Peer("STORESCP", "127.0.0.1", port, "SKIAGRAPH"),
                        network,
                        Optional.empty(),
                        1,
                        Optional.empty()));
    }

    /** Sends what is due, once. */
    static void deliver(Outbox outbox) {
        try (Drain drain = outbox.drain()) {
            drain.once(ProgressListener.NONE, new Drain.Troubles(OutboxFixture::fail, OutboxFixture::fail));
        }
    }

    private static void fail(Failure failure) {
        throw failure;
    }

    /** Those of one destination. */
    static List<QueuedDelivery> of(Outbox outbox, String destination) {
        return outbox.deliveries(Optional.empty()).stream()
                .filter(one -> one.destination().equals(destination))
                .toList();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        atEnd.forEach(Runnable::run);
    }
}
