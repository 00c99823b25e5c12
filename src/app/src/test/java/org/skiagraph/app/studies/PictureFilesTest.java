package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.domain.Rejected;

class PictureFilesTest {
    @TempDir
    Path directory;

    @Test
    void whatIsNeitherIsToldByTheFieldThatNamesIt() throws IOException {
        byte[] dicom = new byte[200];
        System.arraycopy("DICM".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        Path broken = Files.write(directory.resolve("broken.dcm"), dicom);
        Path text = Files.writeString(directory.resolve("a.txt"), "a text");

        assertThatThrownBy(() -> PictureFiles.read("mask", broken, SourceOptions.DEFAULT))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("mask: " + broken + ": it is not a DICOM image");
        assertThatThrownBy(() -> PictureFiles.read("mask", text, SourceOptions.DEFAULT))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("no PNG file");
    }
}
