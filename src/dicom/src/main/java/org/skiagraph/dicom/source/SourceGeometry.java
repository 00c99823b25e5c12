package org.skiagraph.dicom.source;

import java.util.Optional;

/**
 * Lengths in mm, directions and positions in the patient's coordinates (PS3.3 C.7.6.2): x grows to the patient's left, y to
 * the back, z to the head.
 *
 * @param spacing of the pixels in the patient, else at the detector; empty if the file does not say
 * @param plane where slices lie; empty for projections
 */
public record SourceGeometry(int rows, int columns, Optional<Spacing> spacing, Optional<Plane> plane) {
    /**
     * @param row from one row to the next, over 0
     * @param column from one column to the next, over 0
     */
    public record Spacing(double row, double column) {}

    /**
     * @param alongRow unit vector along which columns count up
     * @param alongColumn unit vector along which rows count up
     * @param position centre of the first pixel
     */
    public record Plane(Vector alongRow, Vector alongColumn, Vector position) {}

    public record Vector(double x, double y, double z) {}
}
