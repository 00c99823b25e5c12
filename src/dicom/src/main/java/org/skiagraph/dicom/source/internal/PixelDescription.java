package org.skiagraph.dicom.source.internal;

import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.internal.toolkit.ImageHeader;

/**
 * How pixels are stored (PS3.3 C.7.6.3).
 *
 * @param samples 1 or 3
 * @param bitsAllocated 8 or 16
 * @param bitsStored 1 to bitsAllocated
 * @param signed whether values are two's complement
 * @param byPlane whether a colour's samples lie plane by plane
 */
public record PixelDescription(
        int rows,
        int columns,
        int samples,
        Photometric photometric,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean byPlane) {
    private static final int LONGEST_SIDE = 8192;
    private static final long MOST_PIXELS = 1L << 24;

    /**
     * @param frame the one that is wanted, from 0
     * @throws Unusable if we do not read such pixels, or there is no such frame
     */
    public static PixelDescription of(ImageHeader header, int frame) {
        int frames = Math.max(1, header.number(SourceTags.NUMBER_OF_FRAMES, 1));
        if (frame >= frames) {
            throw new Unusable("it has " + frames + " frames", "Give a frame from 1 to " + frames);
        }
        int allocated = header.number(Tags.BITS_ALLOCATED, 0);
        int stored = header.number(Tags.BITS_STORED, allocated);
        PixelDescription description = new PixelDescription(
                header.number(Tags.ROWS, 0),
                header.number(Tags.COLUMNS, 0),
                header.number(Tags.SAMPLES_PER_PIXEL, 1),
                Photometric.of(header.word(Tags.PHOTOMETRIC_INTERPRETATION)),
                allocated,
                stored,
                header.number(Tags.HIGH_BIT, stored - 1),
                header.number(Tags.PIXEL_REPRESENTATION, 0) == 1,
                header.number(Tags.PLANAR_CONFIGURATION, 0) == 1);
        description.check();
        return description;
    }

    /** Of one native frame. */
    public long frameBytes() {
        long perPixel = photometric == Photometric.YBR_FULL_422 ? 2 : samples;
        return pixels() * perPixel * bytesPerSample();
    }

    int pixels() {
        return rows * columns;
    }

    int bytesPerSample() {
        return bitsAllocated / 8;
    }

    private void check() {
        if (rows < 1 || columns < 1) {
            throw new Unusable("it has no pixels", "Give an image");
        }
        if (rows > LONGEST_SIDE || columns > LONGEST_SIDE || (long) rows * columns > MOST_PIXELS) {
            throw new Unusable(
                    "it has " + columns + " x " + rows + " pixels",
                    "Give one of at most " + MOST_PIXELS + " pixels and " + LONGEST_SIDE + " a side");
        }
        if (samples != photometric.samples()) {
            throw new Unusable("it has " + samples + " samples a pixel", "Give a grey or colour image");
        }
        boolean whole = (bitsAllocated == 8 || bitsAllocated == 16)
                && bitsStored >= 1
                && bitsStored <= bitsAllocated
                && highBit >= bitsStored - 1
                && highBit < bitsAllocated;
        if (!whole || (photometric.colour() && (signed || highBit != bitsStored - 1))) {
            throw new Unusable(
                    "its values have " + bitsStored + " bits of " + bitsAllocated, "Give an image of 8 to 16 bits");
        }
    }
}
