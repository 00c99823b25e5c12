package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.network.CommitmentAnswer.Awaited;
import org.skiagraph.dicom.network.CommitmentAnswer.Reported;
import org.skiagraph.dicom.network.CommitmentAnswer.Unsupported;
import org.skiagraph.dicom.network.CommitmentReport.FailedReference;
import org.skiagraph.dicom.peers.CommitmentPeer;
import org.skiagraph.dicom.peers.CommitmentPeer.Behaviour;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.domain.Retryable;

/** Against a peer that reports on the same association. Orthanc, which opens one of its own: {@link OrthancDeliveryTest}. */
class CommitmentTest {
    private static final List<InstanceReference> TWO = List.of(
            new InstanceReference(UID.ComputedRadiographyImageStorage, "2.25.1"),
            new InstanceReference(UID.ComputedRadiographyImageStorage, "2.25.2"));
    private static final String TRANSACTION = "2.25.3";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final StorageCommitment commitment = new DicomStorageCommitment(NetworkSettings.DEFAULT, Optional.empty());

    @Test
    void reportOnTheSameAssociationIsReturnedAndAnswered() {
        try (CommitmentPeer peer = reporting(CommitmentPeer::allOf)) {
            CommitmentReport report = report(peer);

            assertThat(report).isEqualTo(new CommitmentReport(TRANSACTION, TWO, List.of()));
            assertThat(peer.answer()).isZero();
        }
    }

    @Test
    void whatIsNotCommittedComesWithTheReason() {
        try (CommitmentPeer peer = reporting(CommitmentPeer::noneOf)) {
            CommitmentReport report = report(peer);

            assertThat(report.committed()).isEmpty();
            assertThat(report.failed()).extracting(FailedReference::instance).containsExactlyElementsOf(TWO);
            assertThat(report.failed().get(0).reason()).isEqualTo("the peer does not have the instance (0x0112)");
            assertThat(report.failed().get(0).failureReason()).isEqualTo(0x0112);
        }
    }

    @Test
    void peerThatDoesNotReportInTimeIsLeft() {
        try (CommitmentPeer peer = reporting(null)) {
            assertThat(request(peer, Duration.ofMillis(50))).isEqualTo(new Awaited());
            assertThat(request(peer, Duration.ZERO)).isEqualTo(new Awaited());
        }
    }

    @Test
    void peerThatEndsTheAssociationIsNotWaitedFor() {
        try (CommitmentPeer peer = CommitmentPeer.start(new Behaviour(0, null, true))) {
            assertThat(request(peer, Duration.ofDays(1))).isEqualTo(new Awaited());
        }
    }

    @Test
    void reportOnAnotherTransactionIsRefused() {
        Function<Attributes, Attributes> other = request -> {
            Attributes report = CommitmentPeer.allOf(request);
            report.setString(Tag.TransactionUID, VR.UI, "2.25.99");
            return report;
        };
        try (CommitmentPeer peer = CommitmentPeer.start(new Behaviour(0, other, true))) {
            assertThat(request(peer, LONG)).isEqualTo(new Awaited());
            assertThat(peer.answer()).isEqualTo(0x0110);
        }
    }

    @Test
    void peerWithoutTheSopClassIsToldFromOneThatIsBusy(@TempDir Path directory) {
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            assertThat(commitment.request(Peer.parse(peer.address(), "SKIAGRAPH"), TRANSACTION, TWO, LONG))
                    .isEqualTo(new Unsupported("it does not take the SOP class"));
        }
        try (CommitmentPeer peer = CommitmentPeer.start(new Behaviour(0x0124, null, false))) {
            assertThat(request(peer, LONG))
                    .isInstanceOfSatisfying(Unsupported.class, answer -> assertThat(answer.reason())
                            .startsWith("status 0x0124"));
        }
        try (CommitmentPeer peer = CommitmentPeer.start(new Behaviour(0x0213, null, false))) {
            assertThatThrownBy(() -> request(peer, LONG))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("status 0x0213");
        }
    }

    @Test
    void nobodyThereMayBeAskedAgain() {
        Peer nobody = new Peer("NOBODY", "127.0.0.1", FreePort.find(), "SKIAGRAPH");

        assertThatThrownBy(() -> commitment.request(nobody, TRANSACTION, TWO, LONG))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("connection refused");
    }

    private CommitmentReport report(CommitmentPeer peer) {
        return ((Reported) request(peer, LONG)).report();
    }

    private static CommitmentPeer reporting(Function<Attributes, Attributes> report) {
        return CommitmentPeer.start(new Behaviour(0, report, false));
    }

    private CommitmentAnswer request(CommitmentPeer peer, Duration patience) {
        Peer address = new Peer(CommitmentPeer.AE_TITLE, "127.0.0.1", peer.port(), "SKIAGRAPH");
        return commitment.request(address, TRANSACTION, TWO, patience);
    }
}
