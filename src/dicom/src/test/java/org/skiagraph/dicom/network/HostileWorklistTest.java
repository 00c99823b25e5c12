package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.junit.jupiter.api.Test;
import org.skiagraph.dicom.peers.WorklistPeer;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Whatever a worklist says, a checked entry comes out, or a reason that quotes nothing of it. */
class HostileWorklistTest {
    private static final String LONG = "CANARY".repeat(11_000);
    private static final WorklistQuery ALL =
            new WorklistQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void entriesThatAreNotAsTheyShouldBeAreNamedAndTheOthersKept() {
        List<Attributes> answers = new ArrayList<>(List.of(good()));
        for (int tag : List.of(Tag.PatientName, Tag.PatientID, Tag.AccessionNumber, Tag.RequestedProcedureID)) {
            answers.add(with(entry -> entry.setString(tag, vr(tag), LONG)));
            answers.add(with(entry -> entry.setBytes(tag, vr(tag), bytes("CANARY\0CANARY"))));
            answers.add(with(entry -> entry.setBytes(tag, vr(tag), bytes("CANARY\r\n\u001B[2J"))));
            answers.add(with(entry -> entry.setString(tag, vr(tag), "CANARY", "two")));
        }
        for (String uid : List.of("../../CANARY", "/etc/CANARY", "1.2.CANARY", "1..2", "1.02", "1".repeat(65), "")) {
            answers.add(with(entry -> entry.setString(Tag.StudyInstanceUID, VR.UI, uid)));
        }
        answers.add(with(entry -> entry.setString(Tag.StudyInstanceUID, VR.UI, LONG)));
        answers.add(with(entry -> entry.setString(Tag.PatientBirthDate, VR.DA, "CANARY")));
        answers.add(with(entry -> entry.setString(Tag.PatientSex, VR.CS, "CANARY")));
        answers.add(with(entry -> entry.setString(Tag.PatientName, VR.PN, "=CANARY")));
        answers.add(with(entry -> entry.setString(Tag.PatientName, VR.PN, "CANARY" + "x".repeat(55))));
        answers.add(with(entry -> entry.setString(Tag.PatientID, VR.LO, "CANARY" + "x".repeat(50))));
        answers.add(with(entry -> entry.newSequence(Tag.PatientID, 1).add(new Attributes())));
        answers.add(with(entry -> entry.setNull(Tag.ScheduledProcedureStepSequence, VR.SQ)));
        answers.add(with(entry -> entry.setString(Tag.ScheduledProcedureStepSequence, VR.LO, "CANARY")));
        answers.add(with(entry -> step(entry).setString(Tag.Modality, VR.CS, "CANARY/../..")));
        answers.add(with(entry -> step(entry).setString(Tag.ScheduledStationAETitle, VR.AE, LONG)));
        answers.add(with(entry -> step(entry).setString(Tag.ScheduledProcedureStepStartDate, VR.DA, "CANARY")));
        answers.add(with(entry -> step(entry).setString(Tag.ScheduledProcedureStepID, VR.SH, LONG)));
        answers.add(new Attributes());
        answers.add(good());

        WorklistAnswers found = answersOf(answers, 0, ALL);

        assertThat(found.entries()).hasSize(2);
        assertThat(found.entries().get(0).order().patient().id()).isEqualTo("PID1");
        assertThat(found.unusable()).hasSize(answers.size() - 2).allSatisfy(reason -> assertThat(reason)
                .matches("(\\w+ \\([0-9A-F]{4},[0-9A-F]{4}\\) (is|has|leaves|does) .*|the entry cannot be read)")
                .doesNotContain("CANARY")
                .hasSizeLessThan(120));
    }

    @Test
    void pathsInTextsAreTextsAndNothingElse() {
        WorklistAnswers found = answersOf(
                List.of(with(entry -> {
                    entry.setString(Tag.PatientID, VR.LO, "../../etc/passwd");
                    entry.setString(Tag.AccessionNumber, VR.SH, "/../../x");
                })),
                0,
                ALL);

        assertThat(found.entries()).hasSize(1);
        assertThat(found.entries().get(0).order().patient().marked().id()).isEqualTo("SYNTHETIC-../../etc/passwd");
    }

    @Test
    void answersToAnotherQuestionDoNotCount() {
        WorklistQuery query = new WorklistQuery(
                Optional.of("A1"), Optional.empty(), Optional.of("CT"), Optional.empty(), Optional.empty());

        assertThat(answersOf(List.of(good()), 0, query).entries()).isEmpty();
        WorklistQuery other = new WorklistQuery(
                Optional.of("A2"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Attributes broken = with(entry -> entry.setString(Tag.PatientSex, VR.CS, "X"));
        assertThat(answersOf(List.of(good(), broken), 0, other).unusable()).isEmpty();
    }

    @Test
    void moreEntriesThanAnybodyWouldChooseFromAreRefused() {
        assertThat(answersOf(Collections.nCopies(1000, good()), 0, ALL).entries())
                .hasSize(1000);
        assertThatThrownBy(() -> answersOf(Collections.nCopies(50_000, good()), 0, ALL))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("more than 1000 entries");
    }

    @Test
    void aFailureAtTheEndIsNoListOfEntries() {
        assertThatThrownBy(() -> answersOf(List.of(good()), 0xA700, ALL))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("answers C-FIND with status 0xA700");
        for (int lasting : List.of(0xA900, 0xC001)) {
            assertThatThrownBy(() -> answersOf(List.of(good()), lasting, ALL))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("and will again");
        }
    }

    @Test
    void aWorklistThatFallsSilentIsGivenUp() {
        NetworkSettings hasty = new NetworkSettings(
                "SKIAGRAPH", Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(500), 65536);
        try (WorklistPeer peer = WorklistPeer.start(List.of(good()), WorklistPeer.SILENT)) {
            Peer address = new Peer(WorklistPeer.AE_TITLE, "127.0.0.1", peer.port(), "SKIAGRAPH");
            assertThatThrownBy(() -> new WorklistScu(address, hasty, Optional.empty()).find(ALL))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("gave no sign of life within 500 ms");
        }
    }

    private static WorklistAnswers answersOf(List<Attributes> answers, int status, WorklistQuery query) {
        try (WorklistPeer peer = WorklistPeer.start(answers, status)) {
            Peer address = new Peer(WorklistPeer.AE_TITLE, "127.0.0.1", peer.port(), "SKIAGRAPH");
            return new WorklistScu(address, NetworkSettings.DEFAULT, Optional.empty()).find(query);
        }
    }

    private static VR vr(int tag) {
        return org.aoju.bus.image.galaxy.data.ElementDictionary.vrOf(tag, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Attributes with(Consumer<Attributes> change) {
        Attributes entry = good();
        change.accept(entry);
        return entry;
    }

    private static Attributes step(Attributes entry) {
        return entry.getNestedDataset(Tag.ScheduledProcedureStepSequence);
    }

    private static Attributes good() {
        Attributes entry = new Attributes();
        entry.setString(Tag.AccessionNumber, VR.SH, "A1");
        entry.setString(Tag.PatientName, VR.PN, "Doe^Jane");
        entry.setString(Tag.PatientID, VR.LO, "PID1");
        entry.setString(Tag.StudyInstanceUID, VR.UI, "1.2.3");
        Attributes step = new Attributes();
        entry.newSequence(Tag.ScheduledProcedureStepSequence, 1).add(step);
        step.setString(Tag.Modality, VR.CS, "DX");
        step.setString(Tag.ScheduledProcedureStepID, VR.SH, "S1");
        return entry;
    }
}
