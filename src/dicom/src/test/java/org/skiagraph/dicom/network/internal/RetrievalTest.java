package org.skiagraph.dicom.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.aoju.bus.image.Dimse;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.DimseRQHandler;
import org.aoju.bus.image.metric.PDVInputStream;
import org.aoju.bus.image.metric.TransferCapability;
import org.aoju.bus.image.metric.TransferCapability.Role;
import org.aoju.bus.image.metric.internal.pdu.Presentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.SourceScu;
import org.skiagraph.dicom.peers.WorklistPeer;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Rejected;

/** Answers that no archive at hand gives. */
class RetrievalTest {
    private static final Peer PACS = new Peer("PACS", "pacs.example", 104, "SKIAGRAPH");
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 11114);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "0xA801, knows nowhere to move an image to under our AE title SKIAGRAPH",
        "0xA702, could not send the image (C-MOVE status 0xA702)",
        "0xB000, could not send the image (C-MOVE status 0xB000)",
        "0xA900, answers C-MOVE with status 0xA900",
        "0xC001, answers C-MOVE with status 0xC001",
        "0xFE00, answers C-MOVE with status 0xFE00"
    })
    void aMoveThatFailsIsToldByItsStatusAndNotByThePeersComment(String status, String words) {
        Attributes answer = answer(Integer.decode(status), 0);
        answer.setString(Tag.ErrorComment, VR.LO, "DOE^JOHN");

        assertThatThrownBy(() -> new RetrieveAnswer(PACS, Optional.of(HERE)).require(answer, nothing()))
                .isInstanceOf(PeerTrouble.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("DOE")
                .satisfies(e -> assertThat(((PeerTrouble) e).remedy()).contains("port 11114"));
    }

    @Test
    void successOfWhichNothingArrivesIsNone() {
        RetrieveAnswer move = new RetrieveAnswer(PACS, Optional.of(HERE));

        assertThatThrownBy(() -> move.require(answer(0, 1), nothing()))
                .isInstanceOf(PeerTrouble.class)
                .hasMessageContaining("could not send the image");
        assertThatThrownBy(() -> move.require(answer(0, 0), nothing()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("somewhere else than to this machine's port 11114");
        assertThatThrownBy(() -> new RetrieveAnswer(PACS, Optional.empty()).require(answer(0, 0), nothing()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("it sends no image");
    }

    @Test
    void aPeerThatFallsSilentIsGivenUp() {
        AcceptingEntity silent = new AcceptingEntity(
                "silent",
                Set.of("PACS"),
                Set.of(),
                List.of(new TransferCapability(
                        null, ImageSearch.FIND, Role.SCP, Context.UNCOMPRESSED.toArray(String[]::new))),
                new Silence(),
                16384);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NetworkSettings hasty = new NetworkSettings(
                "SKIAGRAPH", Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(300), 16384);
        try (AssociationServer server = AssociationServer.open(anyPort, Optional.empty(), silent)) {
            Peer peer = new Peer("PACS", "127.0.0.1", server.port(), "SKIAGRAPH");

            assertThatThrownBy(() -> new Retrieval(peer, hasty, Optional.empty(), Optional.of(HERE))
                            .fetch(SourceQuery.parse("image", "accession=A1"), directory.resolve("x.dcm")))
                    .isInstanceOf(PeerTrouble.class)
                    .hasMessageContaining("gave no sign of life within 300 ms");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 0x0000, more than one such image",
        "1001, 0x0000, more than 1000 answers",
        "1, 0xA900, and will again",
        "1, 0xC001, and will again"
    })
    void anArchiveThatAnswersWithoutEndOrNeverWillIsGivenUp(int count, String status, String words) {
        Attributes study = new Attributes();
        study.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        try (WorklistPeer archive = WorklistPeer.start(Collections.nCopies(count, study), Integer.decode(status))) {
            Peer peer = new Peer(WorklistPeer.AE_TITLE, "127.0.0.1", archive.port(), "SKIAGRAPH");

            assertThatThrownBy(() -> new SourceScu(peer, NetworkSettings.DEFAULT)
                            .fetch(SourceQuery.parse("image", "accession=A1"), directory.resolve("x.dcm")))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining(words);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private ReceivedFile nothing() {
        return new ReceivedFile(directory.resolve("x.dcm"));
    }

    private static Attributes answer(int status, int failed) {
        Attributes answer = new Attributes();
        answer.setInt(Tag.Status, VR.US, status);
        answer.setInt(Tag.NumberOfFailedSuboperations, VR.US, failed);
        return answer;
    }

    /** Listens to every question and answers none. */
    private static final class Silence implements DimseRQHandler {
        @Override
        public void onDimse(
                Association association, Presentation context, Dimse dimse, Attributes command, PDVInputStream data)
                throws IOException {
            data.skipAll();
        }

        @Override
        public void onClose(Association association) {}
    }
}
