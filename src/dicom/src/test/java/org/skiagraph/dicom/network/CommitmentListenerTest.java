package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.peers.Certificates;
import org.skiagraph.dicom.peers.Certificates.Pair;
import org.skiagraph.dicom.peers.CommitmentReporter;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

class CommitmentListenerTest {
    private static final String OURS = "SKIAGRAPH";

    private final List<CommitmentReport> taken = Collections.synchronizedList(new ArrayList<>());

    @Test
    void reportOnAnAssociationOfThePeersOwnIsTakenBeforeItIsAnswered() throws Exception {
        try (CommitmentListener listener = open(taken::add)) {
            assertThat(CommitmentReporter.report(listener.port(), OURS, 2, report()))
                    .isZero();

            assertThat(taken).singleElement().satisfies(report -> {
                assertThat(report.transactionUid()).isEqualTo("2.25.7");
                assertThat(report.committed())
                        .containsExactly(new InstanceReference(UID.ComputedRadiographyImageStorage, "2.25.8"));
                assertThat(report.failed().get(0).reason()).isEqualTo("the peer is out of resources (0x0213)");
            });
        }
    }

    @Test
    void reportThatCannotBeTakenIsAnsweredAsFailed() throws Exception {
        Consumer<CommitmentReport> broken = report -> {
            throw new Retryable("outbox", "the disk is full", "Free space");
        };
        try (CommitmentListener listener = open(broken)) {
            assertThat(CommitmentReporter.report(listener.port(), OURS, 1, report()))
                    .isEqualTo(0x0110);
        }
    }

    @Test
    void eventOfAnUnknownKindIsRefused() throws Exception {
        try (CommitmentListener listener = open(taken::add)) {
            assertThat(CommitmentReporter.report(listener.port(), OURS, 3, report()))
                    .isEqualTo(0x0113);
            assertThat(taken).isEmpty();
        }
    }

    @Test
    void answersCEchoUnderItsTitlesAndNoOthers() {
        StoreScu scu = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT);
        try (CommitmentListener listener = open(taken::add)) {
            assertThat(scu.echo(new Peer(OURS, "127.0.0.1", listener.port(), "PACS")))
                    .isPositive();
            assertThat(scu.echo(new Peer("SECOND", "127.0.0.1", listener.port(), "PACS")))
                    .isPositive();
            assertThatThrownBy(() -> scu.echo(new Peer("OTHER", "127.0.0.1", listener.port(), "PACS")))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("called AE title OTHER not recognised");
        }
    }

    @Test
    void nothingCanBeStoredHere(@TempDir Path directory) {
        StoreScu scu = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT);
        try (CommitmentListener listener = open(taken::add)) {
            Peer here = new Peer(OURS, "127.0.0.1", listener.port(), "PACS");

            assertThat(scu.send(Studies.cr(directory, 1), here, ProgressListener.NONE))
                    .extracting(Outcome::kind)
                    .containsExactly(Kind.FAILED);
        }
    }

    @Test
    void callerThatSaysNothingKeepsNobodyOut(@TempDir Path directory) throws Exception {
        Certificates authority = Certificates.in(directory);
        Pair pair = authority.issue("both", "IP:127.0.0.1");
        Optional<Tls> tls = Optional.of(
                Tls.of(Optional.of(pair.chain()), Optional.of(pair.key()), Optional.of(authority.authority())));
        Optional<Tls> withoutCertificate =
                Optional.of(Tls.of(Optional.empty(), Optional.empty(), Optional.of(authority.authority())));
        try (CommitmentListener listener = CommitmentListener.open(anyPort(), Set.of(OURS), tls, taken::add);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            Peer here = new Peer(OURS, "127.0.0.1", listener.port(), "PACS");

            assertThat(silent.isConnected()).isTrue();
            assertThat(new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT, tls).echo(here))
                    .isPositive();
            assertThatThrownBy(() -> new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT, withoutCertificate)
                            .echo(here))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("certificate");
        }
    }

    @Test
    void addressThatIsTakenMayBeTriedLater() {
        try (CommitmentListener listener = open(taken::add)) {
            InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());

            assertThatThrownBy(() -> CommitmentListener.open(same, Set.of(OURS), Optional.empty(), taken::add))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("nothing can listen there");
        }
    }

    @Test
    void listenerNeedsATitleAndWithTlsACertificate() {
        Optional<Tls> anonymous = Optional.of(Tls.of(Optional.empty(), Optional.empty(), Optional.empty()));

        assertThatThrownBy(() -> CommitmentListener.open(anyPort(), Set.of(), Optional.empty(), taken::add))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no AE title");
        assertThatThrownBy(() -> CommitmentListener.open(anyPort(), Set.of(OURS), anonymous, taken::add))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no certificate");
    }

    private static CommitmentListener open(Consumer<CommitmentReport> reports) {
        return CommitmentListener.open(anyPort(), Set.of(OURS, "SECOND"), Optional.empty(), reports);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static Attributes report() {
        Attributes report = new Attributes();
        report.setString(Tag.TransactionUID, VR.UI, "2.25.7");
        report.newSequence(Tag.ReferencedSOPSequence, 1).add(reference("2.25.8"));
        Attributes failed = reference("2.25.9");
        failed.setInt(Tag.FailureReason, VR.US, 0x0213);
        report.newSequence(Tag.FailedSOPSequence, 1).add(failed);
        return report;
    }

    private static Attributes reference(String uid) {
        Attributes item = new Attributes();
        item.setString(Tag.ReferencedSOPClassUID, VR.UI, UID.ComputedRadiographyImageStorage);
        item.setString(Tag.ReferencedSOPInstanceUID, VR.UI, uid);
        return item;
    }
}
