package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.peers.DcmDump;
import org.skiagraph.dicom.peers.DeafToRelease;
import org.skiagraph.dicom.peers.FlakyProxy;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

class StoreTest {
    private static final NetworkSettings HASTY = new NetworkSettings(
            "SKIAGRAPH", Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(600), 16384);

    private final StoreScu scu = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT);

    @TempDir
    Path directory;

    @Test
    void filesArriveByteForByteOverOneAssociation() {
        List<Path> files = several(3);
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "+B")) {
            List<Outcome> outcomes = send(scu, files, peer);

            assertThat(outcomes).extracting(Outcome::kind).containsOnly(Kind.STORED);
            assertThat(outcomes).extracting(Outcome::file).containsExactlyElementsOf(files);
            assertThat(outcomes).extracting(Outcome::status).containsOnly(0);
            assertThat(peer.received()).hasSize(3);
            assertThat(peer.received()).allSatisfy(file -> assertThat(DcmDump.pixels(file, directory))
                    .isEqualTo(DcmDump.pixels(files.get(0), directory)));
            assertThat(peer.associations()).isEqualTo(1);
        }
    }

    @Test
    void threadsEndWithTheSending() {
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            send(scu, several(1), peer);

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("dicom-"))
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void fileWithoutMarkingIsRefusedBeforeAConnectionIsMade() throws Exception {
        Path ours = several(1).get(0);
        Path foreign = withoutMark(ours);
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            assertThatThrownBy(() -> send(scu, List.of(ours, foreign), peer))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("SyntheticData (0008,001C)");
            assertThat(peer.associations()).isZero();
            assertThat(peer.received()).isEmpty();
        }
    }

    @Test
    void nothingListensSoThatEveryFileMayBeTriedAgain() {
        Peer nobody = new Peer("NOBODY", "127.0.0.1", FreePort.find(), "SKIAGRAPH");

        assertThat(scu.send(several(2), nobody, ProgressListener.NONE))
                .hasSize(2)
                .allSatisfy(outcome -> {
                    assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
                    assertThat(outcome.status()).isEqualTo(-1);
                    assertThat(outcome.detail()).contains("connection refused");
                });
    }

    @Test
    void peerThatAbortsBeforeItAnswersIsGivenUpAfterTwoAssociations() {
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "--abort-after")) {
            List<Outcome> outcomes = send(scu, several(4), peer);

            assertThat(outcomes).extracting(Outcome::kind).containsOnly(Kind.RETRYABLE);
            assertThat(outcomes.get(0).detail()).contains("aborted the association before it answered");
            assertThat(outcomes.get(1).detail()).contains("aborted the association before it answered");
            assertThat(outcomes.get(3).detail()).contains("not sent").contains("2 associations in a row");
        }
    }

    @Test
    void afterALostAssociationTheOthersGoOverANewOne() throws IOException {
        List<Path> files = several(4);
        // The line breaks in the middle of the second file.
        int untilItBreaks = (int) (Files.size(files.get(0)) + Files.size(files.get(1)) / 2);
        try (StoreScpProcess peer = StoreScpProcess.start(directory);
                FlakyProxy line = new FlakyProxy(peer.port(), untilItBreaks)) {
            Peer throughTheLine = new Peer(StoreScpProcess.AE_TITLE, "127.0.0.1", line.port(), "SKIAGRAPH");

            List<Outcome> outcomes = scu.send(files, throughTheLine, ProgressListener.NONE);

            assertThat(outcomes)
                    .extracting(Outcome::kind)
                    .containsExactly(Kind.STORED, Kind.RETRYABLE, Kind.STORED, Kind.STORED);
            // The peer's own abort may come through before the line is dead, so either may be named as the reason.
            assertThat(outcomes.get(1).detail()).contains("before it answered");
            assertThat(line.connections()).isEqualTo(2);
            assertThat(peer.received()).hasSize(3);
        }
    }

    @Test
    void eachHearsOfAFileBeforeTheNextOneIsSent() {
        List<Path> files = several(3);
        List<Outcome> heard = new ArrayList<>();
        List<Integer> receivedByThen = new ArrayList<>();
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            List<Outcome> outcomes = scu.send(files, addressOf(peer), ProgressListener.NONE, outcome -> {
                heard.add(outcome);
                receivedByThen.add(peer.received().size());
            });

            assertThat(heard).isEqualTo(outcomes);
            assertThat(receivedByThen).containsExactly(1, 2, 3);
        }
    }

    @Test
    void eachHearsOnceOfEveryFileThatWasNotSentToo() {
        List<Path> files = several(4);
        List<Outcome> heard = new ArrayList<>();
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "--abort-after")) {
            List<Outcome> outcomes = scu.send(files, addressOf(peer), ProgressListener.NONE, heard::add);

            assertThat(heard).isEqualTo(outcomes).hasSize(4);
        }
    }

    @Test
    void whatEachThrowsEndsTheSendingAndComesOut() {
        List<Path> files = several(3);
        Retryable full = new Retryable("outbox", "the disk is full", "Free space");
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            assertThatThrownBy(() -> scu.send(files, addressOf(peer), ProgressListener.NONE, outcome -> {
                        throw full;
                    }))
                    .isSameAs(full);
            assertThat(peer.received()).hasSize(1);
        }
    }

    @Test
    void fourFilesAreStoredThoughTheReleaseIsNeverAnswered() {
        NetworkSettings impatient = new NetworkSettings(
                "SKIAGRAPH", Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(5), 16384);
        try (StoreScpProcess peer = StoreScpProcess.start(directory);
                DeafToRelease line = new DeafToRelease(peer.port())) {
            Peer throughTheLine = new Peer(StoreScpProcess.AE_TITLE, "127.0.0.1", line.port(), "SKIAGRAPH");

            assertThat(new DicomStoreScu(new MarkingReader(), impatient)
                            .send(several(4), throughTheLine, ProgressListener.NONE))
                    .extracting(Outcome::kind)
                    .containsOnly(Kind.STORED)
                    .hasSize(4);
            assertThat(peer.received()).hasSize(4);
        }
    }

    @Test
    void peerThatAbortsWhileItReceives() {
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "--abort-during")) {
            assertThat(send(scu, several(1), peer)).singleElement().satisfies(outcome -> {
                assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
                assertThat(outcome.detail()).contains("before it answered");
            });
        }
    }

    @Test
    void peerThatDoesNotAnswerInTimeIsLeft() {
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "--sleep-during", "3")) {
            StoreScu hasty = new DicomStoreScu(new MarkingReader(), HASTY);

            assertThat(send(hasty, several(1), peer)).singleElement().satisfies(outcome -> {
                assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
                assertThat(outcome.detail()).contains("gave no sign of life within 600 ms");
            });
        }
    }

    @Test
    void peerThatCannotWriteIsOutOfResources() throws Exception {
        List<Path> files = several(1);
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            Files.delete(directory.resolve("received"));

            assertThat(send(scu, files, peer)).singleElement().satisfies(outcome -> {
                assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
                assertThat(outcome.status() & 0xFF00).isEqualTo(0xA700);
                assertThat(outcome.detail()).contains("out of resources");
            });
        }
    }

    @Test
    void cancelledSendingKeepsWhatItKnows() {
        ProgressListener cancelAfterOne = new ProgressListener() {
            private int done;

            @Override
            public void on(Progress progress) {
                done = progress.done();
            }

            @Override
            public boolean isCancelled() {
                return done == 1;
            }
        };
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            List<Outcome> outcomes = scu.send(several(3), Peer.parse(peer.address(), "SKIAGRAPH"), cancelAfterOne);

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(Kind.STORED, Kind.RETRYABLE, Kind.RETRYABLE);
            assertThat(outcomes.get(2).detail()).isEqualTo("not sent: cancelled");
            assertThat(peer.received()).hasSize(1);
        }
    }

    @Test
    void progressCountsEveryFile() {
        List<Integer> done = new ArrayList<>();
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            scu.send(several(2), Peer.parse(peer.address(), "SKIAGRAPH"), progress -> done.add(progress.done()));
        }
        assertThat(done).containsExactly(0, 1, 2);
    }

    @Test
    void nothingToSendNeedsNoPeer() {
        assertThat(scu.send(List.of(), new Peer("X", "no-such-host.invalid", 1, "Y"), ProgressListener.NONE))
                .isEmpty();
    }

    private static Path withoutMark(Path file) throws IOException, InterruptedException {
        Path copy = Files.copy(file, file.resolveSibling("foreign.dcm"));
        Tool.Result result = Tool.run("dcmodify", "--no-backup", "--erase", "(0008,001c)", copy.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        return copy;
    }

    private List<Path> several(int count) {
        return Studies.cr(directory.resolve("study"), count);
    }

    private static Peer addressOf(StoreScpProcess peer) {
        return Peer.parse(peer.address(), "SKIAGRAPH");
    }

    private static List<Outcome> send(StoreScu scu, List<Path> files, StoreScpProcess peer) {
        return scu.send(files, addressOf(peer), ProgressListener.NONE);
    }
}
