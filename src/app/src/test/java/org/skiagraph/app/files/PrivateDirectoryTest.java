package org.skiagraph.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    @TempDir
    Path root;

    @Test
    void whatAKilledProcessLeftIsSweptAndWhatIsInUseIsNot() throws Exception {
        Path left = Files.createDirectory(root.resolve("4711-x"));
        Files.writeString(Files.createDirectory(left.resolve("1")).resolve("source.dcm"), "DOE");
        Path lock = Files.writeString(root.resolve("4711-x.lock"), "process 4711");

        try (PrivateDirectory first = PrivateDirectory.under(root)) {
            assertThat(left).doesNotExist();
            assertThat(lock).doesNotExist();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.path())))
                    .isEqualTo("rwx------");
            Files.writeString(first.path().resolve("source.dcm"), "DOE");
            PrivateDirectory.under(root).close();
            assertThat(first.path().resolve("source.dcm")).exists();
        }
        assertThat(root).isEmptyDirectory();
    }
}
