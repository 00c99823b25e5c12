package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.peers.LoopbackOnly;

/** Against a real PACS. */
class OrthancTest {
    private static Properties seen;

    @BeforeAll
    static void meetOrthanc(@TempDir Path directory) {
        seen = LoopbackOnly.run(OrthancSession.class, directory);
    }

    @Test
    void answersOurEcho() {
        assertThat(seen).containsEntry("echo", "true");
    }

    @Test
    void holdsWhatItConfirmed() {
        assertThat(seen)
                .containsEntry("instances before", "0")
                .containsEntry("stored", "[STORED, STORED, STORED, STORED]")
                .containsEntry("instances", "4");
    }

    @Test
    void duplicateIsConfirmedAndKeptOnce() {
        assertThat(seen)
                .containsEntry("stored again", "[STORED, STORED, STORED, STORED]")
                .containsEntry("instances after duplicates", "4");
    }

    @Test
    void rejectsACalledTitleThatIsNotItsOwn() {
        assertThat(seen.getProperty("unknown called title"))
                .contains("rejects the association: called AE title OTHER not recognised")
                .contains("Use the AE title that the peer calls itself");
    }

    @Test
    void rejectsACallingTitleThatItDoesNotKnow() {
        assertThat(seen.getProperty("unknown calling title")).contains("rejects the association");
        assertThat(seen).containsEntry("stored by a stranger", "[RETRYABLE, RETRYABLE, RETRYABLE, RETRYABLE]");
    }
}
