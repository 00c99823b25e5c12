package org.skiagraph.dicom.rejection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.Dciodvfy;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.media.DicomdirWriter;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.Studies;
import org.skiagraph.dicom.peers.DcmDump;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

class RejectionNoteTest {
    private static final RejectionNote NOTE =
            new RejectionNote("2.25.11", "2.25.12", 9001, LocalDateTime.of(2026, 11, 26, 12, 30));

    private final MarkingReader reader = new MarkingReader();
    private final RejectionNoteWriter writer = new KeyObjectWriter(reader, Optional.empty());

    @TempDir
    Path directory;

    @Test
    void noteIsValidAndNamesWhatIsRejected() throws Exception {
        List<Path> files = Studies.cr(directory, 2);
        Path note = writer.write(NOTE, files, directory.resolve("note.dcm"));

        assertThat(Dciodvfy.errors(List.of(note))).containsEntry(note, List.of());
        String dump = DcmDump.text(note);
        assertThat(dump)
                .contains("Rejected for Quality Reasons")
                .contains("[113001]")
                .contains("SYNTHETIC^\u0141ukasz");
        for (Path file : files) {
            assertThat(dump.split(reader.read(file).sopInstanceUid(), -1)).hasSize(3);
        }
    }

    @Test
    void noteIsMarkedAndBearsTheRecordOfWhatItRejects() {
        List<Path> files = Studies.cr(directory, 1);
        MarkedFile image = reader.read(files.get(0));
        MarkedFile note = reader.read(writer.write(NOTE, files, directory.resolve("note.dcm")));

        assertThat(note.studyInstanceUid()).isEqualTo(image.studyInstanceUid());
        assertThat(note.seriesInstanceUid()).isEqualTo("2.25.11");
        assertThat(note.sopInstanceUid()).isEqualTo("2.25.12");
        assertThat(note.record()).isEqualTo(image.record());
        assertThat(note.marks()).anyMatch(mark -> mark.startsWith("SyntheticData"));
    }

    @Test
    void sameNoteTwiceIsTheSameFile() throws Exception {
        List<Path> files = Studies.cr(directory, 1);
        byte[] once = Files.readAllBytes(writer.write(NOTE, files, directory.resolve("note.dcm")));

        assertThat(writer.write(NOTE, files, directory.resolve("note.dcm"))).hasBinaryContent(once);
    }

    @Test
    void noteTravelsLikeAnyFileOfOurs() throws Exception {
        Path note = writer.write(NOTE, Studies.cr(directory, 1), directory.resolve("note.dcm"));
        try (StoreScpProcess peer = StoreScpProcess.start(directory.resolve("scp"))) {
            assertThat(new DicomStoreScu(reader, NetworkSettings.DEFAULT)
                            .send(List.of(note), Peer.parse(peer.address(), "SKIAGRAPH"), ProgressListener.NONE))
                    .extracting(Outcome::kind)
                    .containsExactly(Kind.STORED);
            assertThat(reader.read(peer.received().get(0)).sopInstanceUid()).isEqualTo("2.25.12");
        }
        Path media = directory.resolve("media");
        new DicomdirWriter(reader).add(List.of(note), media);
        assertThat(DcmDump.text(media.resolve("DICOMDIR"))).contains("KEY OBJECT DOC");
    }

    @Test
    void oneNoteIsForOneStudy() {
        List<Path> files = new ArrayList<>(Studies.cr(directory.resolve("one"), 1));
        files.addAll(Studies.cr(directory.resolve("other"), 1));
        Path note = directory.resolve("note.dcm");

        assertThatThrownBy(() -> writer.write(NOTE, files, note))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("another study");
        assertThatThrownBy(() -> writer.write(NOTE, List.of(), note)).isInstanceOf(Rejected.class);
        assertThat(note).doesNotExist();
    }
}
