package org.skiagraph.dicom.pixels;

import org.skiagraph.domain.Fatal;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;

/** What can be wrong with a picture, before a file is made of it. */
public final class PixelChecks {
    /** Rows and Columns are of VR US. */
    private static final int LARGEST_SIDE = 65535;

    private PixelChecks() {}

    /**
     * Looks at one picture.
     *
     * @throws Rejected if it is too large for DICOM, or too small for the word that is to be drawn into it
     * @throws Fatal if a sample is not a number: stored as black, it would pass for anatomy
     */
    public static void check(Image image, boolean burnIn) {
        String size = image.width() + " x " + image.height();
        if (image.width() > LARGEST_SIDE || image.height() > LARGEST_SIDE) {
            throw new Rejected("size", size + " is more than DICOM holds", "Use at most " + LARGEST_SIDE);
        }
        if (burnIn && (image.width() < BurnIn.COLUMNS || image.height() < BurnIn.ROWS)) {
            throw new Rejected(
                    "burnIn",
                    "the word does not fit into " + size,
                    "Use at least " + BurnIn.COLUMNS + " x " + BurnIn.ROWS + ", or leave the pixels as they are");
        }
        for (float sample : image.samples()) {
            if (Float.isNaN(sample)) {
                throw new Fatal(
                        "image",
                        "the model gave samples that are not numbers",
                        "Verify the bundle with `skiagraph models verify`; half-precision graphs may overflow");
            }
        }
    }
}
