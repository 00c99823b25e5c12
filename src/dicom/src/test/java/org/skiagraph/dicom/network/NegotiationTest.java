package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aoju.bus.image.UID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.peers.DcmDump;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.domain.ProgressListener;

/** Against storescp, that takes one transfer syntax or all. */
class NegotiationTest {
    private static final String IMPLICIT_ONLY = "+xi";
    private static final String UNCOMPRESSED = "+xe";
    private static final String ALL = "+xa";

    private final StoreScu scu = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT);

    @TempDir
    Path directory;

    static Stream<Arguments> encodings() {
        return Stream.of(TransferSyntax.values()).flatMap(syntax -> Stream.of("dx-chest-pa", "vl-endoscopic")
                .flatMap(template ->
                        Stream.of(IMPLICIT_ONLY, UNCOMPRESSED).map(option -> Arguments.of(syntax, template, option))));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void everyEncodingBecomesWhatThePeerTakesAndKeepsPixelsAndMarking(
            TransferSyntax syntax, String template, String option) {
        Path plain = Studies.one(directory.resolve("plain"), template, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Path file = Studies.one(directory, template, syntax);
        try (StoreScpProcess peer = StoreScpProcess.start(directory, option, "+B")) {
            List<Outcome> outcomes = send(List.of(file), peer);

            assertThat(outcomes).extracting(Outcome::detail).containsExactly("stored (status 0x0000)");
            Path received = peer.received().get(0);
            assertThat(DcmDump.text(received))
                    .contains("SYNTHETIC^\u0141ukasz")
                    .contains("(0002,0010) UI =LittleEndian" + (option.equals(IMPLICIT_ONLY) ? "Imp" : "Exp"));
            assertThat(DcmDump.pixels(received, directory)).isEqualTo(DcmDump.pixels(plain, directory));
            assertThat(new MarkingReader().read(received).record())
                    .isEqualTo(new MarkingReader().read(file).record());
        }
    }

    @Test
    void everyEncodingTravelsAsItIsWhereThePeerTakesItAndAllShareOneAssociation() throws IOException {
        List<Path> files = Stream.of(TransferSyntax.values())
                .map(syntax -> Studies.one(directory, "cr-chest", syntax))
                .toList();
        try (StoreScpProcess peer = StoreScpProcess.start(directory, ALL, "+B")) {
            assertThat(send(files, peer)).extracting(Outcome::kind).containsOnly(Kind.STORED);
            assertThat(peer.associations()).isEqualTo(1);
            assertThat(peer.received())
                    .extracting(file -> new MarkingReader().read(file).transferSyntaxUid())
                    .containsExactlyInAnyOrder(Stream.of(TransferSyntax.values())
                            .map(TransferSyntax::uid)
                            .toArray(String[]::new));
        }
    }

    @Test
    void deflatedStreamOfOddLengthArrives() throws IOException {
        Path file;
        do {
            file = Studies.one(
                    Files.createTempDirectory(directory, "d"),
                    "cr-chest",
                    TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        } while (Files.size(file) % 2 == 0);
        try (StoreScpProcess peer = StoreScpProcess.start(directory, ALL, "+B")) {
            assertThat(send(List.of(file), peer)).extracting(Outcome::kind).containsExactly(Kind.STORED);
            assertThat(new MarkingReader().read(peer.received().get(0)).sopInstanceUid())
                    .isEqualTo(new MarkingReader().read(file).sopInstanceUid());
        }
    }

    @Test
    void fileThatCannotBeDecodedFailsAloneAndNamesWhatThePeerTakes() {
        Path good = Studies.one(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Path noJpeg = Studies.relabelled(good, UID.ComputedRadiographyImageStorage, UID.JPEGLSLossless);
        try (StoreScpProcess peer = StoreScpProcess.start(directory, UNCOMPRESSED)) {
            List<Outcome> outcomes = send(List.of(noJpeg, good), peer);

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(Kind.FAILED, Kind.STORED);
            assertThat(outcomes.get(0).detail())
                    .contains("JPEG-LS Lossless")
                    .contains("Explicit VR Little Endian (1.2.840.10008.1.2.1)")
                    .contains("cannot be decoded");
        }
    }

    @Test
    void sopClassThatThePeerDoesNotKnowFailsAlone() {
        Path good = Studies.one(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Path unknown = Studies.relabelled(good, "1.2.3.4.5", UID.ExplicitVRLittleEndian);
        try (StoreScpProcess peer = StoreScpProcess.start(directory)) {
            List<Outcome> outcomes = send(List.of(unknown, good), peer);

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(Kind.FAILED, Kind.STORED);
            assertThat(outcomes.get(0).detail()).contains("does not take 1.2.3.4.5");
        }
    }

    @Test
    void moreContextsThanAnAssociationHoldsNeedASecondOne() {
        Path real = Studies.one(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        List<Path> files = IntStream.range(1, 71)
                .mapToObj(i -> Studies.relabelled(real, "1.2.3.4." + i, UID.ExplicitVRLittleEndian))
                .toList();
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
