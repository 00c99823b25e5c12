package org.skiagraph.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.fixtures.Outside;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.media.DicomdirWriter;
import org.skiagraph.dicom.media.FolderWriter;
import org.skiagraph.dicom.network.DicomStoreScu;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.Studies;
import org.skiagraph.dicom.rejection.KeyObjectWriter;
import org.skiagraph.dicom.rejection.RejectionNote;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.source.Sources;
import org.skiagraph.dicom.verification.SignaturePolicy;
import org.skiagraph.dicom.verification.Verdict;
import org.skiagraph.dicom.verification.Verifier;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.dicom.web.HttpStowClient;
import org.skiagraph.dicom.web.WebSettings;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Files that bear our marks, and in their values what leads elsewhere: refused, or harmless, and nothing is written outside. */
class HostileFilesTest {
    private static final MarkingReader MARKED = new MarkingReader();
    private static final List<Integer> UIDS =
            List.of(Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID, Tag.SOPClassUID);
    private static final List<Integer> TEXTS =
            List.of(Tag.PatientName, Tag.PatientID, Tag.SeriesNumber, Tag.InstanceNumber, Tag.SpecificCharacterSet);

    @TempDir
    Path parent;

    private Path own;
    private Path good;
    private Outside outside;

    @BeforeEach
    void lookAround() throws IOException {
        own = Files.createDirectories(parent.resolve("one/two/own"));
        Files.createDirectories(parent.resolve("elsewhere"));
        good = Studies.one(own, "dx-chest-pa", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        outside = Outside.of(parent, own);
    }

    @AfterEach
    void nothingWasWrittenOutside() throws IOException {
        assertThat(outside.look()).isEqualTo(outside.before());
    }

    private List<String> hostile() {
        return List.of(
                "../../../elsewhere/x",
                parent.resolve("elsewhere/x").toString(),
                "..",
                "1.2.3/../../../../elsewhere/x",
                "1.2.3\0x",
                "1.2.3\nx",
                "1".repeat(65),
                "1.".repeat(32_768) + "1",
                "../".repeat(21_846) + "x");
    }

    @Test
    void aFileWhoseUidsAreNoneIsTakenByNobody() throws IOException {
        for (int tag : UIDS) {
            for (String value : hostile()) {
                Path file = with(dataset -> dataset.setBytes(
                        tag, ElementDictionary.vrOf(tag, null), value.getBytes(StandardCharsets.UTF_8)));
                refused(() -> MARKED.read(file));
                refused(() -> new FolderWriter(MARKED).add(List.of(file), own.resolve("folder")));
                refused(() -> new DicomdirWriter(MARKED).add(List.of(file), own.resolve("media")));
                refused(() -> new KeyObjectWriter(MARKED, Optional.empty())
                        .write(note(), List.of(file), own.resolve("note.dcm")));
                refused(() -> new DicomStoreScu(MARKED, NetworkSettings.DEFAULT)
                        .send(List.of(file), new Peer("A", "127.0.0.1", 1, "B"), ProgressListener.NONE));
                refused(() -> new HttpStowClient(MARKED, WebSettings.DEFAULT)
                        .send(List.of(file), web(), ProgressListener.NONE, outcome -> {}));
                assertThat(new Verifier(MARKED, new SignaturePolicy(List.of(), false))
                                .verify(file)
                                .kind())
                        .isNotEqualTo(Verdict.Kind.GOOD);
            }
        }
        assertThat(own.resolve("folder")).doesNotExist();
        assertThat(own.resolve("media")).doesNotExist();
        assertThat(own.resolve("note.dcm")).doesNotExist();
    }

    @Test
    void otherValuesAreValuesWhateverTheySay() throws IOException {
        int written = 0;
        for (int tag : TEXTS) {
            for (String value : List.of("../../../elsewhere/x", "1\0x", "1\nx", "../".repeat(21_846) + "x")) {
                Path file = with(dataset -> dataset.setBytes(
                        tag, ElementDictionary.vrOf(tag, null), value.getBytes(StandardCharsets.UTF_8)));
                Path place = own.resolve("place-" + ++written);
                refusedOrDone(() -> new FolderWriter(MARKED).add(List.of(file), place.resolve("folder")));
                refusedOrDone(() -> new DicomdirWriter(MARKED).add(List.of(file), place.resolve("media")));
                refusedOrDone(() -> new DicomdirWriter(MARKED).add(List.of(good), place.resolve("media")));
                refusedOrDone(() -> new KeyObjectWriter(MARKED, Optional.empty())
                        .write(note(), List.of(file), own.resolve("note-" + tag + value.length() + ".dcm")));
                refusedOrDone(() -> Sources.read(file, SourceOptions.DEFAULT));
            }
        }
    }

    @Test
    void aDicomdirThatNamesFilesElsewhereLeadsNowhere() throws IOException {
        Path media = own.resolve("media");
        List<Path> places = new DicomdirWriter(MARKED).add(List.of(good), media);
        assertThat(places.get(0)).startsWith(media);
        for (String[] names : List.of(
                new String[] {"..", "..", "..", "elsewhere", "X"},
                new String[] {"../../../../elsewhere/X"},
                new String[] {parent.resolve("elsewhere/X").toString()},
                new String[] {"DICOM", "A\0B"},
                new String[] {"."},
                new String[] {""},
                new String[] {"X".repeat(70_000)})) {
            Path dicomdir = media.resolve("DICOMDIR");
            Attributes directory = read(dicomdir);
            directory.getSequence(Tag.DirectoryRecordSequence).stream()
                    .filter(record -> record.contains(Tag.ReferencedFileID))
                    .forEach(record -> record.setBytes(
                            Tag.ReferencedFileID,
                            ElementDictionary.vrOf(Tag.ReferencedFileID, null),
                            String.join("\\", names).getBytes(StandardCharsets.UTF_8)));
            byte[] whole = Files.readAllBytes(dicomdir);
            rewrite(dicomdir, directory);

            refused(() -> new DicomdirWriter(MARKED).add(List.of(good), media));
            Files.write(dicomdir, whole);
        }
    }

    @Test
    void titlesAndQuestionsAreWhatTheyShouldBeOrRefused() {
        List<String> wrong = new ArrayList<>(List.of("a\\b", "", " ", "x".repeat(17)));
        wrong.addAll(hostile());
        wrong.removeIf(value -> value.equals(".."));
        for (String title : wrong) {
            refused(() -> new Peer(title, "host", 104, "US"));
            refused(() -> new Peer("THEM", "host", 104, title));
            refused(() -> SourceQuery.parse("image", "study=" + title + ",series=1.2,instance=1.3"));
        }
        for (String host : List.of("../x", "a/b", "a\0b", "a\nb", "a b", "")) {
            refused(() -> new Peer("THEM", host, 104, "US"));
        }
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Rejected.class);
    }

    private static void refusedOrDone(Runnable call) {
        try {
            call.run();
        } catch (Rejected e) {
            assertThat(e.remedy()).isNotBlank();
        }
    }

    private static WebTarget web() {
        return new WebTarget(URI.create("http://127.0.0.1:1/"), new Authentication.None(), Optional.empty());
    }

    private static RejectionNote note() {
        return new RejectionNote("1.2.9", "1.2.10", 9999, LocalDateTime.of(2026, 1, 2, 3, 4, 5));
    }

    /** A copy of the good file with other values, in implicit VR, which has room for every length. */
    private Path with(Consumer<Attributes> change) throws IOException {
        Attributes dataset = read(good);
        Attributes meta = dataset.createFileMetaInformation(UID.ImplicitVRLittleEndian);
        change.accept(dataset);
        Path file = own.resolve("hostile.dcm");
        try (ImageOutputStream out = new ImageOutputStream(Files.newOutputStream(file), UID.ExplicitVRLittleEndian)) {
            out.writeDataset(meta, dataset);
        }
        return file;
    }

    private static Attributes read(Path file) throws IOException {
        try (ImageInputStream in = new ImageInputStream(file.toFile())) {
            in.setIncludeBulkData(ImageInputStream.IncludeBulkData.YES);
            return in.readDataset(-1, -1);
        }
    }

    /** Keeps the file's meta information, by which we know our own. */
    private static void rewrite(Path file, Attributes dataset) throws IOException {
        Attributes meta;
        try (ImageInputStream in = new ImageInputStream(file.toFile())) {
            meta = in.readFileMetaInformation();
        }
        try (ImageOutputStream out = new ImageOutputStream(Files.newOutputStream(file), UID.ExplicitVRLittleEndian)) {
            out.writeDataset(meta, dataset);
        }
    }
}
