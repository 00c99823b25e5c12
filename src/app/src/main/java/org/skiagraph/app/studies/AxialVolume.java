package org.skiagraph.app.studies;

import java.util.ArrayList;
import java.util.List;
import org.skiagraph.dicom.dataset.Geometry;
import org.skiagraph.dicom.dataset.Geometry.Point;
import org.skiagraph.diffusion.bundle.VoxelGrid;
import org.skiagraph.domain.Image;

/**
 * A volume cut as radiologists look at it: axial slices from the feet to the head, seen from below, the patient's left on
 * the right and the back at the bottom. The middle of the volume is the origin.
 *
 * @param planes the decoder's depth
 * @param rows its height
 * @param columns its width
 */
record AxialVolume(VoxelGrid grid, int planes, int rows, int columns) {
    private static final char LEFT = 'L';
    private static final char BACK = 'P';
    private static final char HEAD = 'S';

    /** Along one direction of the patient: which axis of the decoder it is, how long, and whether it grows that way. */
    private record Axis(int axis, int size, boolean forward, double spacing) {
        int index(int place) {
            return forward ? place : size - 1 - place;
        }

        /** Where a place lies if the middle is 0. */
        double position(int place) {
            return (place - (size - 1) / 2.0) * spacing;
        }
    }

    int slices() {
        return axis(HEAD).size();
    }

    Geometry geometry(int slice) {
        Axis left = axis(LEFT);
        Axis back = axis(BACK);
        Axis head = axis(HEAD);
        return new Geometry(
                back.spacing(),
                left.spacing(),
                head.spacing(),
                new Point(left.position(0), back.position(0), head.position(slice)));
    }

    /** @param given the decoder's planes in order of depth */
    List<Image> cut(List<Image> given) {
        List<Image> slices = new ArrayList<>();
        for (int z = 0; z < slices(); z++) {
            slices.add(slice(given, z));
        }
        return slices;
    }

    private Image slice(List<Image> given, int z) {
        Axis left = axis(LEFT);
        Axis back = axis(BACK);
        Axis head = axis(HEAD);
        int channels = given.get(0).channels();
        float[] samples = new float[left.size() * back.size() * channels];
        int[] at = new int[3];
        at[head.axis()] = head.index(z);
        int to = 0;
        for (int y = 0; y < back.size(); y++) {
            at[back.axis()] = back.index(y);
            for (int x = 0; x < left.size(); x++) {
                at[left.axis()] = left.index(x);
                int from = (at[1] * columns + at[2]) * channels;
                System.arraycopy(given.get(at[0]).samples(), from, samples, to, channels);
                to += channels;
            }
        }
        return new Image(left.size(), back.size(), channels, samples);
    }

    private Axis axis(char towards) {
        String directions =
                switch (towards) {
                    case LEFT -> "LR";
                    case BACK -> "PA";
                    default -> "SI";
                };
        int[] sizes = {planes, rows, columns};
        int axis = 0;
        while (directions.indexOf(grid.axes().charAt(axis)) < 0) {
            axis++;
        }
        return new Axis(
                axis,
                sizes[axis],
                grid.axes().charAt(axis) == towards,
                grid.spacingMm().get(axis));
    }
}
