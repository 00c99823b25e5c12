package org.skiagraph.dicom.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.ImageFile;
import org.skiagraph.dicom.pixels.BurnIn;
import org.skiagraph.dicom.pixels.Quantisation;
import org.skiagraph.dicom.pixels.StoredImage;
import org.skiagraph.dicom.source.internal.PixelDescription;
import org.skiagraph.dicom.source.internal.SourceTags;
import org.skiagraph.dicom.source.internal.StoredFrame;
import org.skiagraph.dicom.source.internal.Unusable;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/**
 * The pixels of a written file as they are stored, whatever they are encoded in.
 *
 * @param instanceNumber place in its series, from 1
 * @param burnedIn whether the word is drawn into them
 */
public record WrittenImage(StoredImage pixels, int instanceNumber, boolean burnedIn) {

    /** @throws Rejected if the pixels cannot be read, or not by this build */
    public static WrittenImage read(Path file) {
        Set<String> tags = new HashSet<>(SourceTags.ALL);
        tags.add(Tags.INSTANCE_NUMBER);
        try {
            ImageFile read = ImageFile.read(file, new ImageFile.Wanted(tags, 0, header -> PixelDescription.of(header, 0)
                    .frameBytes()));
            return new WrittenImage(
                    StoredFrame.of(read, 0).image(),
                    read.header().number(Tags.INSTANCE_NUMBER, 1),
                    read.header().word(Tags.BURNED_IN_ANNOTATION).equals("YES"));
        } catch (Unusable e) {
            throw new Rejected(file.toString(), "its pixels cannot be read: " + e.getMessage(), e.remedy(), e);
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            throw new Rejected(file.toString(), "its pixels are damaged", "Fetch the file again", e);
        }
    }

    /** A picture as this file would store it: as many bits, as many channels, the word in it if it is in this. */
    public StoredImage storedLike(Image image) {
        Image drawn = burnedIn ? BurnIn.draw(image) : image;
        return pixels.channels() == 3
                ? Quantisation.colour(drawn)
                : Quantisation.grey(drawn, pixels.bitsStored(), pixels.bitsAllocated());
    }
}
