package org.skiagraph.app.studies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.dicom.source.SourceGeometry;
import org.skiagraph.dicom.source.SourceImage;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.dicom.source.Sources;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/** Pictures that go in, PNG or DICOM. Of a DICOM file only the pixels and lengths are taken. */
final class PictureFiles {
    private static final int PREAMBLE_AND_MAGIC = 132;

    private PictureFiles() {}

    /**
     * A picture as it was read.
     *
     * @param geometry empty for PNG, which does not say
     */
    record Picture(Image pixels, Optional<SourceGeometry> geometry) {}

    /**
     * Reads one.
     *
     * @param field the option or field that names it
     * @return 0 to 1, one channel if the file is grey
     * @throws Rejected if it is neither, or {@link Sources} or {@link PngPictures} refuse it
     */
    static Image read(String field, Path file, SourceOptions options) {
        return open(field, file, options).pixels();
    }

    /** The same, with how large its pixels are. */
    static Picture open(String field, Path file, SourceOptions options) {
        if (!isDicom(file)) {
            return new Picture(PngPictures.read(field, file), Optional.empty());
        }
        try {
            SourceImage source = Sources.read(file, options);
            return new Picture(source.pixels(), Optional.of(source.geometry()));
        } catch (Rejected e) {
            throw new Rejected(field, e.where() + ": " + e.what(), e.remedy(), e);
        }
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
