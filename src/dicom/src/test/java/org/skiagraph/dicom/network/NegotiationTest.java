package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aoju.bus.image.UID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.peers.DcmDump;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.domain.ProgressListener;

class NegotiationTest {
    private static final String CR = UID.ComputedRadiographyImageStorage;

    private final StoreScu scu = new DicomStoreScu(SmallFiles.reader(), NetworkSettings.DEFAULT);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "explicit, 1.2.840.10008.1.2.1,    +xa, LittleEndianExplicit",
        "explicit, 1.2.840.10008.1.2.1,    +xi, LittleEndianImplicit",
        "deflated, 1.2.840.10008.1.2.1.99, +xa, DeflatedLittleEndianExplicit",
        "deflated, 1.2.840.10008.1.2.1.99, +xe, LittleEndianExplicit",
        "deflated, 1.2.840.10008.1.2.1.99, +xi, LittleEndianImplicit",
        "rle,      1.2.840.10008.1.2.5,    +xa, RLELossless",
        "rle,      1.2.840.10008.1.2.5,    +xe, LittleEndianExplicit",
        "rle,      1.2.840.10008.1.2.5,    +xi, LittleEndianImplicit",
    })
    void fileTravelsInASyntaxThatThePeerTakesAndKeepsItsPixels(
            String name, String syntax, String option, String arrivesAs) {
        Path file = SmallFiles.write(directory.resolve(name), CR, syntax, true);
        try (StoreScpProcess peer = StoreScpProcess.start(directory, option, "+B")) {
            List<Outcome> outcomes = send(List.of(file), peer);
            assertThat(outcomes).as(peer.log()).extracting(Outcome::detail).containsExactly("stored (status 0x0000)");

            Path received = peer.received().get(0);
            String dump = DcmDump.text(received);
            assertThat(dump).contains("(0002,0010) UI =" + arrivesAs).contains("SYNTHETIC^\u0141ukasz");
            assertThat(dump).contains(arrivesAs.endsWith("Implicit") ? SmallFiles.RECORD_IN_HEX : SmallFiles.RECORD);
            if (!arrivesAs.equals("RLELossless")) {
                assertThat(DcmDump.pixels(received, directory)).isEqualTo(SmallFiles.pixels());
            }
        }
    }

    @Test
    void deflatedStreamOfOddLengthArrives() throws IOException {
        Path file = directory.resolve("odd");
        do {
            SmallFiles.write(file, CR, UID.DeflatedExplicitVRLittleEndian, true);
        } while (Files.size(file) % 2 == 0);
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "+xa", "+B")) {
            assertThat(send(List.of(file), peer)).extracting(Outcome::kind).containsExactly(Kind.STORED);
            assertThat(DcmDump.pixels(peer.received().get(0), directory)).isEqualTo(SmallFiles.pixels());
        }
    }

    @Test
    void severalSyntaxesShareOneAssociation() {
        List<Path> files = List.of(
                SmallFiles.write(directory.resolve("a"), CR, UID.RLELossless, true),
                SmallFiles.write(directory.resolve("b"), CR, UID.DeflatedExplicitVRLittleEndian, true),
                SmallFiles.write(directory.resolve("c"), UID.SecondaryCaptureImageStorage, UID.RLELossless, true),
                SmallFiles.cr(directory.resolve("d")));
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "+xa")) {
            assertThat(send(files, peer)).extracting(Outcome::kind).containsOnly(Kind.STORED);
            assertThat(peer.associations()).isEqualTo(1);
        }
    }

    @Test
    void fileThatCannotBeDecodedFailsAndNamesWhatThePeerTakes() {
        // The pixels are no JPEG-LS, and nobody looks: what counts is what the file says of itself.
        Path file = SmallFiles.write(directory.resolve("jls"), CR, UID.JPEGLSLossless, true);
        Path good = SmallFiles.cr(directory.resolve("good"));
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "+xe")) {
            List<Outcome> outcomes = send(List.of(file, good), peer);

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(Kind.FAILED, Kind.STORED);
            assertThat(outcomes.get(0).detail())
                    .contains("JPEG-LS Lossless")
                    .contains("Explicit VR Little Endian (1.2.840.10008.1.2.1)");
        }
    }

    @Test
    void sopClassThatThePeerDoesNotKnowFailsAlone() {
        Path unknown = SmallFiles.write(directory.resolve("u"), "1.2.3.4.5", UID.ExplicitVRLittleEndian, true);
        Path good = SmallFiles.cr(directory.resolve("good"));
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            List<Outcome> outcomes = send(List.of(unknown, good), peer);

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(Kind.FAILED, Kind.STORED);
            assertThat(outcomes.get(0).detail()).contains("does not take 1.2.3.4.5");
        }
    }

    @Test
    void moreContextsThanAnAssociationHoldsNeedASecondOne() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            files.add(SmallFiles.write(
                    directory.resolve("f" + i), "1.2.3.4." + (i + 1), UID.ExplicitVRLittleEndian, true));
        }
        try (StoreScpProcess peer = StoreScpProcess.start(directory, "--promiscuous")) {
            List<Outcome> outcomes = send(files, peer);

            assertThat(outcomes).extracting(Outcome::kind).containsOnly(Kind.STORED);
            assertThat(outcomes).extracting(Outcome::file).containsExactlyElementsOf(files);
            assertThat(peer.associations()).isEqualTo(2);
        }
    }

    private List<Outcome> send(List<Path> files, StoreScpProcess peer) {
        return scu.send(files, Peer.parse(peer.address(), "SKIAGRAPH"), ProgressListener.NONE);
    }
}
