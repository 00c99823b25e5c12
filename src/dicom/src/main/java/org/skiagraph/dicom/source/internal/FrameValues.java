package org.skiagraph.dicom.source.internal;

import java.util.List;
import org.skiagraph.dicom.internal.toolkit.ImageHeader;

/**
 * Values of one frame. Enhanced images keep them in functional groups, of the frame or shared (PS3.3 C.7.6.16); others in
 * the dataset itself.
 *
 * @param frame from 0
 */
public record FrameValues(ImageHeader dataset, int frame) {

    /** The item of a functional group, or the dataset where there is none. */
    ImageHeader group(String sequence) {
        List<ImageHeader> perFrame = dataset.items(SourceTags.PER_FRAME_GROUPS);
        if (frame < perFrame.size()) {
            List<ImageHeader> own = perFrame.get(frame).items(sequence);
            if (!own.isEmpty()) {
                return own.get(0);
            }
        }
        return dataset.items(SourceTags.SHARED_GROUPS).stream()
                .flatMap(shared -> shared.items(sequence).stream())
                .findFirst()
                .orElse(dataset);
    }
}
