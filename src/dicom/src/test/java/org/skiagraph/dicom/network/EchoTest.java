package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.domain.Retryable;

class EchoTest {
    private static final NetworkSettings HASTY = new NetworkSettings(
            "SKIAGRAPH", Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(400), 16384);

    private final StoreScu scu = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT);

    @TempDir
    Path directory;

    @Test
    void storescpAnswers() {
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            assertThat(scu.echo(Peer.parse(peer.address(), "SKIAGRAPH"))).isPositive();
            assertThat(peer.log()).contains("Received Echo Request").contains("Association Release");
        }
    }

    @Test
    void refusedAssociationSaysWhy() {
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "--refuse")) {
            assertThatThrownBy(() -> scu.echo(Peer.parse(peer.address(), "SKIAGRAPH")))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining(peer.address() + ": rejects the association");
        }
    }

    @Test
    void nobodyListening() {
        Peer nobody = new Peer("NOBODY", "127.0.0.1", FreePort.find(), "SKIAGRAPH");

        assertThatThrownBy(() -> scu.echo(nobody))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("connection refused")
                .hasMessageContaining("Check host and port");
    }

    @Test
    void unknownHostName() {
        assertThatThrownBy(() -> scu.echo(new Peer("NOBODY", "no-such-host.invalid", 104, "SKIAGRAPH")))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("no-such-host.invalid cannot be resolved");
    }

    @Test
    void peerThatTakesTheConnectionAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Peer peer = new Peer("SILENT", "127.0.0.1", silent.getLocalPort(), "SKIAGRAPH");

            assertThatThrownBy(() -> new DicomStoreScu(new MarkingReader(), HASTY).echo(peer))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("gave no sign of life within 400 ms");
        }
    }
}
