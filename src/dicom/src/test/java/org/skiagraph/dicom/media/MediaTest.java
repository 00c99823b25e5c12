package org.skiagraph.dicom.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.fixtures.Tool;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.Studies;
import org.skiagraph.dicom.peers.DcmDump;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

class MediaTest {
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private final MediaWriter dicomdir = new DicomdirWriter(new MarkingReader());
    private final MediaWriter folder = new FolderWriter(new MarkingReader());

    @TempDir
    Path directory;

    @Test
    void fileSetIsReadByOthersByItsLinksAlone() throws Exception {
        List<Path> files = new ArrayList<>(Studies.cr(directory.resolve("cr"), 2));
        files.add(Studies.one(directory, "dx-chest-pa", EXPLICIT));
        files.add(Studies.one(directory, "vl-endoscopic", EXPLICIT));

        List<Path> places = dicomdir.add(files, media());

        assertThat(relative(places)).hasSize(4).allMatch(id -> id.matches("([A-Z0-9_]{1,8}/){4}[A-Z0-9_]{1,8}"));
        for (int i = 0; i < files.size(); i++) {
            assertThat(places.get(i)).hasSameBinaryContentAs(files.get(i));
        }
        assertThat(readByPydicom()).containsExactlyElementsOf(relative(places));
        assertThat(DcmDump.text(media().resolve("DICOMDIR")))
                .contains("SYNTHETIC^\u0141ukasz")
                .contains("MediaStorageDirectoryStorage");
        assertThat(Tool.run("dciodvfy", media().resolve("DICOMDIR").toString()).output())
                .contains("BasicDirectory")
                .doesNotContain("Error");
    }

    @Test
    void addingLaterKeepsWhatIsThereAndDoublesNothing() throws Exception {
        List<Path> first = Studies.cr(directory.resolve("first"), 2);
        List<Path> second = Studies.cr(directory.resolve("second"), 1);

        List<Path> places = dicomdir.add(first, media());
        assertThat(dicomdir.add(first, media())).isEqualTo(places);
        List<Path> all = new ArrayList<>(places);
        all.addAll(dicomdir.add(second, media()));

        assertThat(readByPydicom()).containsExactlyElementsOf(relative(all));
    }

    @Test
    void dcmtkAddsToItAfterUs() throws Exception {
        dicomdir.add(Studies.cr(directory.resolve("ours"), 1), media());
        Path theirs = Studies.one(directory, "dx-chest-pa", EXPLICIT);
        Files.copy(theirs, media().resolve("THEIRS"));

        Tool.Result appended = Tool.run(
                "dcmmkdir",
                "--append",
                "--output-file",
                media().resolve("DICOMDIR").toString(),
                "--input-directory",
                media().toString(),
                "THEIRS");

        assertThat(appended.exitCode()).as(appended.output()).isZero();
        assertThat(readByPydicom()).hasSize(2).contains("THEIRS");
        assertThatThrownBy(() -> dicomdir.add(List.of(theirs), media()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("another program wrote it");
    }

    @Test
    void writerThatWasKilledBetweenFilesAndDirectoryIsMadeGood() throws Exception {
        List<Path> files = Studies.cr(directory.resolve("cr"), 2);
        List<Path> places = dicomdir.add(files.subList(0, 1), media());
        byte[] before = Files.readAllBytes(media().resolve("DICOMDIR"));
        dicomdir.add(files, media());
        Files.write(media().resolve("DICOMDIR"), before);

        assertThat(dicomdir.add(files, media())).startsWith(places.get(0));
        assertThat(readByPydicom()).hasSize(2);
    }

    @Test
    void directoryOfAnotherProgramIsLeftAlone() throws Exception {
        Files.createDirectories(media());
        Files.writeString(media().resolve("DICOMDIR"), "not one");

        assertThatThrownBy(() -> dicomdir.add(Studies.cr(directory.resolve("cr"), 1), media()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("Use a folder of its own");
        assertThat(media().resolve("DICOMDIR")).hasContent("not one");
    }

    @Test
    void compressedFilesGoIntoPlainFoldersOnly() {
        Path file = Studies.one(directory, "cr-chest", TransferSyntax.RLE_LOSSLESS);

        assertThatThrownBy(() -> dicomdir.add(List.of(file), media()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("Explicit VR Little Endian");
        assertThat(media()).doesNotExist();
        assertThat(folder.add(List.of(file), media()).get(0)).hasSameBinaryContentAs(file);
    }

    @Test
    void plainFolderHasAPlaceForEveryInstanceWhateverTheFilesAreNamed() throws Exception {
        List<Path> files = new ArrayList<>(Studies.cr(directory.resolve("a"), 1));
        files.addAll(Studies.cr(directory.resolve("b"), 1));

        List<Path> places = folder.add(files, media());

        assertThat(places).doesNotHaveDuplicates().isEqualTo(folder.add(files, media()));
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(places);
    }

    @Test
    void uidThatLeadsOutOfTheFolderIsRefused() throws Exception {
        Path file = Studies.cr(directory.resolve("cr"), 1).get(0);
        Tool.Result changed = Tool.run(
                "dcmodify", "--no-backup", "--ignore-errors", "-m", "(0008,0018)=../../escaped", file.toString());
        assertThat(changed.exitCode()).as(changed.output()).isZero();

        for (MediaWriter writer : List.of(folder, dicomdir)) {
            assertThatThrownBy(() -> writer.add(List.of(file), media()))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("UIDs");
        }
        assertThat(media()).doesNotExist();
    }

    @Test
    void folderThatCannotBeMadeMayBeTriedLater() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThatThrownBy(() -> folder.add(Studies.cr(directory.resolve("cr"), 1), file))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining(file.toString());
    }

    private Path media() {
        return directory.resolve("media");
    }

    private List<Path> visible() throws IOException {
        try (Stream<Path> tree = Files.walk(media())) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private List<String> relative(List<Path> places) {
        return places.stream()
                .map(place -> media().relativize(place).toString())
                .toList();
    }

    /** The file IDs, in order, that pydicom finds by following the links. */
    private List<String> readByPydicom() throws IOException, InterruptedException {
        Path script = directory.resolve("read.py");
        Files.writeString(script, """
                import sys, pydicom
                from pydicom.fileset import FileSet
                for instance in FileSet(sys.argv[1]):
                    instance.load()
                    print(instance.ReferencedFileID if isinstance(instance.ReferencedFileID, str)
                          else '/'.join(instance.ReferencedFileID))
                """);
        Tool.Result result = Tool.run(
                "/usr/bin/python3",
                "-W",
                "ignore",
                script.toString(),
                media().resolve("DICOMDIR").toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        return Arrays.asList(result.output().strip().split("\n"));
    }
}
