package org.skiagraph.diffusion.bundle;

import java.util.List;

/**
 * How a decoder's volume [1, channels, depth, height, width] lies in a patient.
 *
 * @param axes where depth, height and width grow to, in this order: one each of R or L, A or P, S or I (nibabel's axis
 *     codes)
 * @param spacingMm from one voxel to the next along depth, height and width
 */
public record VoxelGrid(String axes, List<Double> spacingMm) {
    public VoxelGrid {
        spacingMm = List.copyOf(spacingMm);
    }
}
