package org.skiagraph.dicom.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.StoreScu;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.Studies;
import org.skiagraph.dicom.peers.Certificates;
import org.skiagraph.dicom.peers.Certificates.Pair;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Who may store what while an image is moved to us. */
class MoveListenerTest {
    private static final Peer PACS = new Peer("PACS", "127.0.0.1", 104, "SKIAGRAPH");

    @TempDir
    Path directory;

    private ReceivedFile received;
    private List<Path> files;

    @BeforeEach
    void expectTheSecondOfTwo() {
        files = Studies.cr(directory.resolve("study"), 2);
        received = new ReceivedFile(directory.resolve("received.dcm"));
    }

    @Test
    void onlyTheInstanceThatWasAskedForIsTakenAndOnlyOnce() throws Exception {
        expectSecond();
        try (AssociationServer server = open(Optional.empty())) {
            assertThat(send(server, "PACS", Optional.empty()))
                    .extracting(Outcome::kind, Outcome::status)
                    .containsExactly(tuple(Kind.FAILED, 0x0124), tuple(Kind.STORED, 0));
            assertThat(send(server, "PACS", Optional.empty()))
                    .extracting(Outcome::kind)
                    .containsOnly(Kind.FAILED);
        }
        assertThat(received.isThere()).isTrue();
        assertThat(new MarkingReader().read(directory.resolve("received.dcm")).sopInstanceUid())
                .isEqualTo(second());
    }

    @Test
    void beforeAnythingIsAskedForNothingIsTaken() {
        try (AssociationServer server = open(Optional.empty())) {
            assertThat(send(server, "PACS", Optional.empty()))
                    .extracting(Outcome::kind)
                    .containsOnly(Kind.FAILED);
        }
        assertThat(directory.resolve("received.dcm")).doesNotExist();
    }

    @Test
    void onlyThePeerThatWasAskedMayCallAndOnlyOurTitle() {
        expectSecond();
        try (AssociationServer server = open(Optional.empty())) {
            assertThat(send(server, "STRANGER", Optional.empty()))
                    .allSatisfy(outcome -> assertThat(outcome.detail()).contains("STRANGER not recognised"));
            assertThat(scu(Optional.empty()).echo(new Peer("SKIAGRAPH", "127.0.0.1", server.port(), "PACS")))
                    .isPositive();
            assertThatThrownBy(() -> scu(Optional.empty()).echo(new Peer("OTHER", "127.0.0.1", server.port(), "PACS")))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("called AE title OTHER not recognised");
        }
        assertThat(received.isThere()).isFalse();
    }

    @Test
    void withTlsTheImageComesEncryptedFromWhoHasACertificate() {
        Certificates authority = Certificates.in(directory.resolve("authority"));
        Pair pair = authority.issue("both", "IP:127.0.0.1");
        Optional<Tls> mutual = Optional.of(
                Tls.of(Optional.of(pair.chain()), Optional.of(pair.key()), Optional.of(authority.authority())));
        Optional<Tls> anonymous =
                Optional.of(Tls.of(Optional.empty(), Optional.empty(), Optional.of(authority.authority())));
        expectSecond();
        try (AssociationServer server = open(mutual)) {
            assertThat(send(server, "PACS", anonymous))
                    .extracting(Outcome::kind)
                    .containsOnly(Kind.RETRYABLE);
            assertThat(send(server, "PACS", Optional.empty()))
                    .extracting(Outcome::kind)
                    .containsOnly(Kind.RETRYABLE);
            assertThat(received.isThere()).isFalse();
            assertThat(send(server, "PACS", mutual)).extracting(Outcome::kind).contains(Kind.STORED);
        }
        assertThatThrownBy(() -> open(anonymous)).isInstanceOf(Rejected.class).hasMessageContaining("no certificate");
    }

    private void expectSecond() {
        received.expect(second(), () -> {});
    }

    private String second() {
        return new MarkingReader().read(files.get(1)).sopInstanceUid();
    }

    private AssociationServer open(Optional<Tls> tls) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return AssociationServer.open(anyPort, tls, MoveEntity.of(PACS, received, 65536));
    }

    private List<Outcome> send(AssociationServer server, String caller, Optional<Tls> tls) {
        return scu(tls).send(files, new Peer("SKIAGRAPH", "127.0.0.1", server.port(), caller), ProgressListener.NONE);
    }

    private static StoreScu scu(Optional<Tls> tls) {
        return new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT, tls);
    }
}
