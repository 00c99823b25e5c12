package org.skiagraph.dicom.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiagraph.dicom.internal.toolkit.ImageFile;
import org.skiagraph.dicom.source.internal.FrameValues;
import org.skiagraph.dicom.source.internal.PixelDescription;
import org.skiagraph.dicom.source.internal.Planes;
import org.skiagraph.dicom.source.internal.Rendering;
import org.skiagraph.dicom.source.internal.SourceChecks;
import org.skiagraph.dicom.source.internal.SourceTags;
import org.skiagraph.dicom.source.internal.StoredFrame;
import org.skiagraph.dicom.source.internal.Unusable;
import org.skiagraph.domain.Rejected;

/** Reads images of others for editing: only pixels and geometry, whatever else is in the file. */
public final class Sources {
    private Sources() {}

    /**
     * Reads one frame as a viewer would show it: rescaled, and through the file's window or VOI LUT, or from the least to
     * the largest value where there is neither (PS3.3 C.11); MONOCHROME1 turned over, palettes and YBR as RGB.
     *
     * @param file Part 10; native, RLE, and on the JVM what its codecs read of JPEG, JPEG-LS and JPEG 2000
     * @throws Rejected if it is no DICOM image, is damaged or too large, or may have something written into its pixels
     */
    public static SourceImage read(Path file, SourceOptions options) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Rejected(file.toString(), "it is no file that can be read", "Give a DICOM file");
        }
        try {
            return image(file, options);
        } catch (Unusable e) {
            throw new Rejected(file.toString(), e.getMessage(), e.remedy(), e);
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            // The toolkit throws of any kind where a file is not what it says.
            throw new Rejected(
                    file.toString(), "it is not a DICOM image that can be read", "Export it anew, or give another", e);
        }
    }

    private static SourceImage image(Path file, SourceOptions options) throws IOException {
        int frame = options.frame() - 1;
        ImageFile read = ImageFile.read(file, new ImageFile.Wanted(SourceTags.ALL, frame, header -> {
            SourceChecks.check(header, options.burnedInAllowed());
            return PixelDescription.of(header, frame).frameBytes();
        }));
        // Once more: a file without pixels has not been looked at.
        SourceChecks.check(read.header(), options.burnedInAllowed());
        FrameValues values = new FrameValues(read.header(), frame);
        return new SourceImage(
                Rendering.of(StoredFrame.of(read, frame), values),
                Planes.geometry(values, PixelDescription.of(read.header(), frame)));
    }
}
