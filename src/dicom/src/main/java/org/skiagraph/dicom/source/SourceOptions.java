package org.skiagraph.dicom.source;

import org.skiagraph.domain.Rejected;

/**
 * How to read a source.
 *
 * @param frame which of a multi-frame image, from 1
 * @param burnedInAllowed whether an image counts as well that does not say that nothing is written into its pixels
 */
public record SourceOptions(int frame, boolean burnedInAllowed) {
    /** The first frame, of an image that says that nothing is written into it. */
    public static final SourceOptions DEFAULT = new SourceOptions(1, false);

    public SourceOptions {
        if (frame < 1) {
            throw new Rejected("frame", frame + " is under 1", "Give the number of a frame; the first is 1");
        }
    }
}
