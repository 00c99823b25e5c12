package org.skiagraph.dicom.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.skiagraph.dicom.dataset.StudyPlan;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

/** Real studies of small pictures to send. */
public final class Studies {
    private static final int WIDTH = 47;
    private static final int HEIGHT = 40;

    private Studies() {}

    /** A CR study in Explicit VR Little Endian. */
    public static List<Path> cr(Path directory, int images) {
        return write(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, images);
    }

    public static Path one(Path directory, String template, TransferSyntax syntax) {
        return write(directory.resolve(template + "-" + syntax.shortName()), template, syntax, 1)
                .get(0);
    }

    /** One picture of more than a megabyte. */
    static Path large(Path directory) {
        return write(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, List.of(Plans.ramp(900, 700, 1)))
                .get(0);
    }

    private static List<Path> write(Path directory, String template, TransferSyntax syntax, int count) {
        int channels = Plans.templates().find(template).colour() ? 3 : 1;
        return write(directory, template, syntax, Collections.nCopies(count, Plans.ramp(WIDTH, HEIGHT, channels)));
    }

    private static List<Path> write(Path directory, String template, TransferSyntax syntax, List<Image> images) {
        StudyPlan plan = Plans.of(
                Plans.templates().find(template),
                images.size(),
                new PixelSettings(12, syntax, false),
                "chest radiograph",
                "SYNTHETIC^\u0141ukasz");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Part10StudyWriter(8)
                .write(plan, images, directory, ProgressListener.NONE).stream()
                        .map(Instance::file)
                        .toList();
    }

    /** The same file with other claims about itself: nothing but two UIDs changes. */
    public static Path relabelled(Path file, String sopClass, String transferSyntax) {
        try (ImageInputStream in = new ImageInputStream(file.toFile())) {
            in.setIncludeBulkData(ImageInputStream.IncludeBulkData.YES);
            Attributes dataset = in.readDataset(-1, -1);
            dataset.setString(Tag.SOPClassUID, VR.UI, sopClass);
            Path other = file.resolveSibling(sopClass + "-" + transferSyntax + ".dcm");
            try (ImageOutputStream out = new ImageOutputStream(other.toFile())) {
                out.writeDataset(dataset.createFileMetaInformation(transferSyntax), dataset);
            }
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
