package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.peers.LoopbackOnly;

/** Storage commitment and STOW-RS against a real PACS. */
class OrthancDeliveryTest {
    private static Properties seen;

    @BeforeAll
    static void meetOrthanc(@TempDir Path directory) {
        seen = LoopbackOnly.run(OrthancDeliverySession.class, directory);
    }

    @Test
    void storesByTheWebWhatItNamesAsStored() {
        assertThat(seen).containsEntry("stowed", "[STORED, STORED, STORED]").containsEntry("instances", "3");
    }

    @Test
    void confirmsADuplicateAndKeepsItOnce() {
        assertThat(seen)
                .containsEntry("stowed again", "[STORED, STORED, STORED]")
                .containsEntry("instances after duplicates", "3");
    }

    @Test
    void answers200WhenItIsFullAndThatIsNotStored() {
        assertThat(seen.getProperty("too large for it"))
                .contains("kind=RETRYABLE")
                .contains("HTTP 200");
    }

    @Test
    void tellsOfEachByItselfWhereItRefusesOne() {
        assertThat(seen.getProperty("one too large")).startsWith("[STORED, RETRYABLE");
    }

    @Test
    void commitsOnAnAssociationOfItsOwnWhatItHas() {
        assertThat(seen)
                .containsEntry("report on the same association", "false")
                .containsEntry("committed", "3")
                .containsEntry("failed", "[]");
    }

    @Test
    void doesNotCommitWhatItDoesNotHave() {
        assertThat(seen)
                .containsEntry("partly committed", "3")
                .containsEntry("partly failed", "[2.25.404 the peer does not have the instance (0x0112)]");
    }
}
