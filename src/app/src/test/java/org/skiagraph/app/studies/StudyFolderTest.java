package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.domain.Rejected;

class StudyFolderTest {
    @TempDir
    Path directory;

    @Test
    void aPublishedFolderHoldsWhatWasWrittenAndNothingHiddenIsLeft() throws IOException {
        Path out = directory.resolve("new/studies");
        try (StudyFolder folder = StudyFolder.create(out, "s1")) {
            Files.writeString(folder.working().resolve("a.dcm"), "x");
            assertThat(out.resolve("s1")).doesNotExist();

            assertThat(folder.publish()).isEqualTo(out.resolve("s1").toAbsolutePath());
        }
        assertThat(out).isDirectoryNotContaining("glob:**/.*");
        assertThat(out.resolve("s1/a.dcm")).hasContent("x");
    }

    @Test
    void anUnpublishedFolderTakesItsParentsAwayToo() throws IOException {
        try (StudyFolder folder = StudyFolder.create(directory.resolve("new/studies"), "s1")) {
            Files.writeString(folder.working().resolve("a.dcm"), "x");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void parentsThatWereThereStay() throws IOException {
        Path out = Files.createDirectory(directory.resolve("studies"));
        Files.writeString(out.resolve("other"), "x");
        StudyFolder.create(out, "s1").close();

        assertThat(out).isDirectoryContaining("glob:**/other").isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void aStoppedProgramTakesUnfinishedFoldersAway() {
        StudyFolder.create(directory.resolve("studies"), "s1");

        Unfinished.remove();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileInTheWayIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("studies"), "x");

        assertThatThrownBy(() -> StudyFolder.create(file, "s1"))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("out: ")
                .hasMessageContaining("--out");
        assertThat(file).hasContent("x");
    }

    @Test
    void whatThereIsAlreadyIsNotTouched() throws IOException {
        Path out = directory.resolve("studies");
        Path there = Files.createDirectories(out.resolve("s1"));
        Files.writeString(there.resolve("kept"), "x");
        try (StudyFolder folder = StudyFolder.create(out, "s1")) {
            Files.writeString(folder.working().resolve("a"), "x");
            assertThatThrownBy(folder::publish).isInstanceOf(Rejected.class);
        }
        assertThat(there.resolve("kept")).exists();
        assertThat(out).isDirectoryNotContaining("glob:**/.*");
    }
}
