package org.skiagraph.dicom.dataset;

/**
 * How large an image's pixels are, at the detector (CR, DX, MG) or in the patient (CT, MR), and where it lies there
 * (PS3.3 C.7.6.2). Lengths in mm; x grows to the patient's left, y to the back, z to the head. Slices are axial: rows run
 * to the left, columns to the back.
 *
 * @param rowSpacing from one row to the next
 * @param columnSpacing from one column to the next
 * @param sliceSpacing from one slice to the next, which is also how thick each is
 * @param position centre of the first pixel
 */
public record Geometry(double rowSpacing, double columnSpacing, double sliceSpacing, Point position) {
    private static final double LONGEST = 1e6;

    public record Point(double x, double y, double z) {}

    /** A picture by itself, or one of a stack of them: square pixels, as far from the next slice as from each other. */
    public static Geometry ofPicture(double spacing, int place) {
        return new Geometry(spacing, spacing, spacing, new Point(0, 0, place * spacing));
    }

    /** Whether all of it are lengths that a patient has. */
    public boolean isSane() {
        return isLength(rowSpacing)
                && isLength(columnSpacing)
                && isLength(sliceSpacing)
                && StrictMath.abs(position.x()) < LONGEST
                && StrictMath.abs(position.y()) < LONGEST
                && StrictMath.abs(position.z()) < LONGEST;
    }

    private static boolean isLength(double mm) {
        return mm > 0 && mm < LONGEST;
    }
}
