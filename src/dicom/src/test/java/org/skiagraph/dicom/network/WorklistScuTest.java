package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.dataset.Order.Code;
import org.skiagraph.dicom.dataset.Order.Person;
import org.skiagraph.dicom.dataset.Order.Procedure;
import org.skiagraph.dicom.dataset.Order.Step;
import org.skiagraph.dicom.peers.Certificates;
import org.skiagraph.dicom.peers.Certificates.Pair;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.dicom.peers.TlsProxy;
import org.skiagraph.dicom.peers.WorklistProcess;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** A worklist of DCMTK is asked. */
class WorklistScuTest {
    private static final WorklistQuery ALL =
            new WorklistQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    private static Path directory;

    private static WorklistProcess worklist;

    @BeforeAll
    static void startAWorklist() {
        worklist = WorklistProcess.start(
                directory,
                List.of(
                        WorklistDumps.entry(1, "DX", "ROOM1", "20261126"),
                        WorklistDumps.entry(2, "CT", "ROOM1", "20261127"),
                        WorklistDumps.entry(3, "DX", "ROOM2", "20261201")));
    }

    @AfterAll
    static void stopIt() {
        worklist.close();
    }

    @Test
    void anEntryIsReadWithAllThatAnAnswerNeeds() {
        WorklistAnswers answers = scu().find(query("ACC1", null, null, null, null));

        assertThat(answers.unusable()).isEmpty();
        assertThat(answers.entries())
                .containsExactly(new WorklistEntry(
                        new Order(
                                new Person("Yamada^Tarou=山田^太郎=やまだ^たろう", "PID1", "TEST RIS", "19700101", "F"),
                                "1.2.826.0.1.4711.1",
                                "ACC1",
                                "Who^Doctor",
                                "DX",
                                new Procedure(
                                        "RP1", "Thorax p.a.: Größe", Optional.of(new Code("71020", "C4", "", "Chest"))),
                                new Step(
                                        "STEP1",
                                        "Chest, one view",
                                        Optional.of(new Code("PROTO", "99SITE", "2", "Chest PA")))),
                        List.of("ROOM1"),
                        "20261126",
                        "0815"));
    }

    @Test
    void entriesAreFoundByStepModalityStationAndDateAndByAllOfThem() {
        assertThat(steps(ALL)).containsExactlyInAnyOrder("STEP1", "STEP2", "STEP3");
        assertThat(steps(query(null, "STEP2", null, null, null))).containsExactly("STEP2");
        assertThat(steps(query(null, null, "DX", null, null))).containsExactlyInAnyOrder("STEP1", "STEP3");
        assertThat(steps(query(null, null, null, "ROOM1", null))).containsExactlyInAnyOrder("STEP1", "STEP2");
        assertThat(steps(query(null, null, null, null, "20261126-20261130")))
                .containsExactlyInAnyOrder("STEP1", "STEP2");
        assertThat(steps(query(null, null, "DX", "ROOM2", "20261201"))).containsExactly("STEP3");
        assertThat(steps(query("ACC1", "STEP2", null, null, null))).isEmpty();
    }

    @Test
    void whatIsAskedIsOneValue() {
        for (String wrong : List.of("A*", "?", "a\\b", "x".repeat(17), "a\nb", " ", "\0")) {
            assertThatThrownBy(() -> query(wrong, null, null, null, null))
                    .isInstanceOf(Rejected.class)
                    .hasMessageStartingWith("accession");
        }
        for (String wrong : List.of("today", "20261332", "2026112", "20261126-", "../")) {
            assertThatThrownBy(() -> query(null, null, null, null, wrong))
                    .isInstanceOf(Rejected.class)
                    .hasMessageStartingWith("date");
        }
    }

    @Test
    void whoDoesNotAnswerIsAskedAnotherTime(@TempDir Path other) {
        assertThatThrownBy(() -> scu("WORKLIST", FreePort.find()).find(ALL))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("connection refused");
        assertThatThrownBy(() -> scu("STRANGER", worklist.port()).find(ALL))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("rejects the association");
        try (StoreScpProcess storage = StoreScpProcess.start(other)) {
            assertThatThrownBy(() -> scu("STORESCP", storage.port()).find(ALL))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("is no modality worklist");
        }
    }

    @Test
    void anEncryptedWorklistIsAskedByWhomItCanProveItselfTo(@TempDir Path other) {
        Certificates ours = Certificates.in(other.resolve("ours"));
        Pair shown = ours.issue("server", "IP:127.0.0.1");
        Tls own = Tls.of(Optional.of(shown.chain()), Optional.of(shown.key()), Optional.empty());
        try (TlsProxy proxy = new TlsProxy(own, worklist.port())) {
            assertThat(encrypted(proxy, ours.authority()).find(ALL).entries()).hasSize(3);
            Path others = Certificates.in(other.resolve("others")).authority();
            assertThatThrownBy(() -> encrypted(proxy, others).find(ALL))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("comes from no authority that we trust");
        }
    }

    private static WorklistScu encrypted(TlsProxy proxy, Path trusted) {
        return new WorklistScu(
                new Peer(WorklistProcess.AE_TITLE, "127.0.0.1", proxy.port(), "SKIAGRAPH"),
                NetworkSettings.DEFAULT,
                Optional.of(Tls.of(Optional.empty(), Optional.empty(), Optional.of(trusted))));
    }

    private static List<String> steps(WorklistQuery query) {
        return scu().find(query).entries().stream()
                .map(entry -> entry.order().step().id())
                .toList();
    }

    private static WorklistScu scu() {
        return scu(WorklistProcess.AE_TITLE, worklist.port());
    }

    private static WorklistScu scu(String title, int port) {
        return new WorklistScu(
                new Peer(title, "127.0.0.1", port, "SKIAGRAPH"), NetworkSettings.DEFAULT, Optional.empty());
    }

    private static WorklistQuery query(String accession, String step, String modality, String station, String date) {
        return new WorklistQuery(
                Optional.ofNullable(accession),
                Optional.ofNullable(step),
                Optional.ofNullable(modality),
                Optional.ofNullable(station),
                Optional.ofNullable(date));
    }
}
