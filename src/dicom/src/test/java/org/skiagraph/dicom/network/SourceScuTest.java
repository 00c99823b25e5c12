package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.LoopbackOnly;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Retryable;

/** Sources out of a real PACS by C-FIND, and C-GET or C-MOVE. */
class SourceScuTest {
    private static Properties seen;

    @BeforeAll
    static void meetOrthanc(@TempDir Path directory) {
        seen = LoopbackOnly.run(SourceSession.class, directory);
    }

    @Test
    void anImageIsFetchedByItsUidsOrItsAccessionNumber() {
        assertThat(seen)
                .containsEntry("by uids", "equal")
                .containsEntry("by accession", "equal")
                .containsEntry("compressed", "equal");
    }

    @Test
    void noneAndManyAreRefused() {
        assertThat(seen.getProperty("none")).contains("it has no such image").doesNotContain("NOWHERE");
        assertThat(seen.getProperty("many")).contains("more than one such image");
        assertThat(seen.getProperty("without a study")).contains("study's UID or accession number");
        assertThat(seen.getProperty("stranger")).contains("rejects the association");
    }

    @Test
    void anImageIsMovedToUsAsItIsStored() {
        assertThat(seen).containsEntry("moved", "equal").containsEntry("moved compressed", "equal");
        assertThat(seen.getProperty("moved many")).contains("more than one such image");
    }

    @Test
    void anImageThatIsMovedElsewhereOrNowhereIsToldFrom() {
        assertThat(seen.getProperty("not reached")).contains("C-MOVE").contains("reaches us at this machine's port");
        assertThat(seen.getProperty("moved elsewhere")).contains("somewhere else than to this machine's port");
        assertThat(seen).containsEntry("elsewhere has", "1").containsEntry("left over", "false");
        assertThat(seen.getProperty("address taken")).contains("nothing can listen there");
    }

    @Test
    void aPeerThatDoesNotKnowUsAsADestinationSaysSo() {
        assertThat(seen.getProperty("unknown destination"))
                .contains("knows nowhere to move an image to under our AE title SKIAGRAPH")
                .contains("A801")
                .contains("Have the title made known to it");
    }

    @Test
    void overTlsBothSidesProveWhoTheyAre() {
        assertThat(seen)
                .containsEntry("plain", "fetched true")
                .containsEntry("tls", "fetched true")
                .containsEntry("tls move", "fetched true");
        assertThat(seen.getProperty("wrong authority")).contains("no authority that we trust");
        assertThat(seen.getProperty("no certificate")).contains("certificate that we do not have");
    }

    @Test
    void whereNobodyListensIsAnotherTime(@TempDir Path directory) {
        SourceScu scu =
                new SourceScu(new Peer("ORTHANC", "127.0.0.1", FreePort.find(), "SKIAGRAPH"), NetworkSettings.DEFAULT);

        assertThatThrownBy(() -> scu.fetch(SourceQuery.parse("image", "accession=A1"), directory.resolve("x.dcm")))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("connection refused");
        assertThat(directory).isEmptyDirectory();
    }
}
