package org.skiagraph.app.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.cli.WorklistScp;
import org.skiagraph.dicom.dataset.Order;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.WorklistQuery;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Orders come from a synthetic worklist alone, one at a time, and are answered once. */
class OrdersTest {
    private static final String ENTRY = """
            (0008,0050) SH [ACC%1$d]
            (0010,0010) PN [Doe^Jane]
            (0010,0020) LO [PID%1$d]
            (0020,000d) UI [1.2.%1$d]
            (0032,1060) LO [Chest]
            (0032,1064) SQ
            (fffe,e000) -
            (0008,0100) SH [71020]
            (0008,0102) SH [C4]
            (0008,0104) LO [Chest]
            (fffe,e00d) -
            (fffe,e0dd) -
            (0040,0100) SQ
            (fffe,e000) -
            (0008,0060) CS [DX]
            (0040,0001) AE [ROOM%1$d]
            (0040,0002) DA [20261126]
            (0040,0003) TM [0815]
            (0040,0007) LO [Chest]
            (0040,0009) SH [STEP]
            (fffe,e00d) -
            (fffe,e0dd) -
            (0040,1001) SH [RP1]
            """;

    @TempDir
    Path directory;

    @Test
    void aWorklistThatIsNotSyntheticIsNotEvenAsked() throws Exception {
        try (WorklistScp scp = WorklistScp.start(directory, ENTRY.formatted(1))) {
            assertThatThrownBy(() -> new Orders(worklist(scp, false, Optional.empty())))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("skiagraph.worklists.ris.synthetic")
                    .hasMessageContaining("'synthetic: true'");
            assertThat(scp.associations()).isZero();
        }
    }

    @Test
    void oneEntryMustMatchAndTheStationOfTheSettingsCounts() throws Exception {
        try (WorklistScp scp = WorklistScp.start(directory, ENTRY.formatted(1), ENTRY.formatted(2))) {
            Orders orders = new Orders(worklist(scp, true, Optional.empty()));
            Orders ofRoom2 = new Orders(worklist(scp, true, Optional.of("ROOM2")));

            assertThat(orders.only(of("ACC1", null)).order().patient().id()).isEqualTo("PID1");
            assertThatThrownBy(() -> orders.only(of(null, "STEP")))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("2 entries match");
            assertThatThrownBy(() -> orders.only(of("ACC3", null)))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("no entry matches");
            Order order = ofRoom2.only(of(null, "STEP")).order();
            assertThat(order.accessionNumber()).isEqualTo("ACC2");
            assertThat(ofRoom2.worklist().recipe(order).prompt()).contains("a chest");
        }
    }

    @Test
    void anOrderIsAnsweredOnceUnlessItIsWantedAgainOrCameToNothing() throws Exception {
        Answered answered = new Answered(directory.resolve("state/answered"));
        Order first = order("1.2.1", "S1");

        Runnable takeBack = answered.begin(first, false);
        assertThatThrownBy(() -> answered.begin(first, false))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("--again");
        answered.begin(order("1.2.1", "S2"), false);
        answered.begin(first, true).run();
        assertThatThrownBy(() -> answered.begin(first, false))
                .as("taking a second answer back leaves the first")
                .isInstanceOf(Rejected.class);
        takeBack.run();
        answered.begin(first, false);

        try (Stream<Path> files = Files.list(directory.resolve("state/answered"))) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).isEmptyFile())
                    .noneMatch(file -> file.toString().contains("1.2.1"));
        }
    }

    @Test
    void anOrderStaysAnsweredFromTheMomentThatItsStudyIsThere() {
        Answered answered = new Answered(directory.resolve("answered"));
        Retryable lack = new Retryable("disk", "it is full", "Free some space");

        assertThatThrownBy(() -> answered.answer(order("1.2.1", "S1"), false, study(false, false, lack)))
                .isSameAs(lack);
        assertThatThrownBy(() -> answered.answer(order("1.2.1", "S1"), false, study(true, false, lack)))
                .as("what came to nothing was taken back")
                .isSameAs(lack);
        assertThatThrownBy(() -> answered.answer(order("1.2.1", "S1"), false, study(false, false, lack)))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> answered.answer(order("1.2.1", "S2"), false, study(false, true, lack)))
                .isSameAs(lack);
        assertThatThrownBy(() -> answered.begin(order("1.2.1", "S2"), false)).isInstanceOf(Rejected.class);
    }

    @Test
    void whoCannotFindOutWhatBecameOfAStudyIsToldWhyItFailedAndDoesNotAnswerTwice() {
        Answered answered = new Answered(directory.resolve("answered"));
        Retryable lack = new Retryable("disk", "it is full", "Free some space");

        assertThatThrownBy(() -> answered.answer(order("1.2.1", "S1"), false, new Answered.Study() {
                    @Override
                    public int make(Runnable published) {
                        throw lack;
                    }

                    @Override
                    public boolean isHeld() {
                        throw new Rejected("outbox", "it is another version's", "Use that");
                    }
                }))
                .isSameAs(lack);
        assertThatThrownBy(() -> answered.begin(order("1.2.1", "S1"), false)).isInstanceOf(Rejected.class);
    }

    private static Answered.Study study(boolean published, boolean held, RuntimeException thrown) {
        return new Answered.Study() {
            @Override
            public int make(Runnable there) {
                if (published) {
                    there.run();
                }
                throw thrown;
            }

            @Override
            public boolean isHeld() {
                return held;
            }
        };
    }

    private static Order order(String study, String step) {
        return new Order(
                new Order.Person("Doe^Jane", "PID1", "", "", ""),
                study,
                "",
                "",
                "DX",
                new Order.Procedure("", "", Optional.empty()),
                new Order.Step(step, "", Optional.empty()));
    }

    private static WorklistQuery of(String accession, String step) {
        return new WorklistQuery(
                Optional.ofNullable(accession),
                Optional.ofNullable(step),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Worklist worklist(WorklistScp scp, boolean synthetic, Optional<String> station) {
        return new Worklist(
                "ris",
                synthetic,
                new Peer(WorklistScp.AE_TITLE, "127.0.0.1", scp.port(), "SKIAGRAPH"),
                NetworkSettings.DEFAULT,
                Optional.empty(),
                station,
                Map.of("71020", Recipe.of("a chest", null, null)));
    }
}
