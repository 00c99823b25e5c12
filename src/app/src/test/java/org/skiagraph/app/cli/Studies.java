package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.domain.GenerationRecord;

/** Looks into written files. */
final class Studies {
    /** Pixel Data (7FE0,0010), VR OW or OB, in explicit VR little endian. */
    private static final String PIXEL_DATA = "\u00E0\u007F\u0010\u0000O";

    private Studies() {}

    static GenerationRecord record(Path file) {
        return new MarkingReader().read(file).record();
    }

    static String sopInstanceUid(Path file) {
        return new MarkingReader().read(file).sopInstanceUid();
    }

    /** Pixel Data to the end of the file. */
    static String pixels(Path file) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        int start = bytes.lastIndexOf(PIXEL_DATA);
        if (start < 0) {
            throw new AssertionError(file + " has no pixel data");
        }
        return bytes.substring(start);
    }
}
