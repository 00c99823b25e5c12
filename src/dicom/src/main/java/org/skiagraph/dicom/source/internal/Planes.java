package org.skiagraph.dicom.source.internal;

import java.util.Optional;
import java.util.stream.DoubleStream;
import org.skiagraph.dicom.internal.Tags;
import org.skiagraph.dicom.source.SourceGeometry;
import org.skiagraph.dicom.source.SourceGeometry.Plane;
import org.skiagraph.dicom.source.SourceGeometry.Spacing;
import org.skiagraph.dicom.source.SourceGeometry.Vector;

/** Where an image lies; what is not a number that lengths have counts as not said. */
public final class Planes {
    private static final double LONGEST = 1e6;

    private Planes() {}

    public static SourceGeometry geometry(FrameValues values, PixelDescription pixels) {
        return new SourceGeometry(pixels.rows(), pixels.columns(), spacing(values), plane(values));
    }

    private static Optional<Spacing> spacing(FrameValues values) {
        double[] patient = values.group(SourceTags.PIXEL_MEASURES).decimals(Tags.PIXEL_SPACING);
        double[] detector = values.dataset().decimals(Tags.IMAGER_PIXEL_SPACING);
        return spacing(patient).or(() -> spacing(detector));
    }

    private static Optional<Spacing> spacing(double[] given) {
        boolean sane = given.length == 2 && DoubleStream.of(given).allMatch(mm -> mm > 0 && mm < LONGEST);
        return sane ? Optional.of(new Spacing(given[0], given[1])) : Optional.empty();
    }

    private static Optional<Plane> plane(FrameValues values) {
        double[] directions = values.group(SourceTags.PLANE_ORIENTATION).decimals(Tags.IMAGE_ORIENTATION_PATIENT);
        double[] position = values.group(SourceTags.PLANE_POSITION).decimals(SourceTags.POSITION);
        boolean sane = directions.length == 6
                && position.length == 3
                && DoubleStream.of(directions).allMatch(part -> Math.abs(part) <= 1)
                && DoubleStream.of(position).allMatch(mm -> Math.abs(mm) < LONGEST);
        return sane
                ? Optional.of(new Plane(vector(directions, 0), vector(directions, 3), vector(position, 0)))
                : Optional.empty();
    }

    private static Vector vector(double[] values, int from) {
        return new Vector(values[from], values[from + 1], values[from + 2]);
    }
}
