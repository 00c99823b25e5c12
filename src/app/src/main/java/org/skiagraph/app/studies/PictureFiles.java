package org.skiagraph.app.studies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.dicom.source.SourceGeometry;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.dicom.source.Sources;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/** Pictures that go in, PNG or DICOM. Of a DICOM file only the pixels are taken. */
final class PictureFiles {
    private static final int PREAMBLE_AND_MAGIC = 132;

    private PictureFiles() {}

    /**
     * Reads one.
     *
     * @param field the option or field that names it
     * @return 0 to 1, one channel if the file is grey
     * @throws Rejected if it is neither, or {@link Sources} or {@link PngPictures} refuse it
     */
    static Image read(String field, Path file, SourceOptions options) {
        if (!isDicom(file)) {
            return PngPictures.read(field, file);
        }
        try {
            return Sources.read(file, options).pixels();
        } catch (Rejected e) {
            throw new Rejected(field, e.where() + ": " + e.what(), e.remedy(), e);
        }
    }

    /** Where and how large a picture's pixels are; empty for PNG, which does not say. */
    static Optional<SourceGeometry> geometry(Path file, SourceOptions options) {
        return isDicom(file) ? Optional.of(Sources.read(file, options).geometry()) : Optional.empty();
    }

    private static boolean isDicom(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return PictureFormat.DICOM.matches(in.readNBytes(PREAMBLE_AND_MAGIC));
        } catch (IOException e) {
            // The reader of PNG says why.
            return false;
        }
    }
}
