package org.skiagraph.app.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.dicom.dataset.Geometry;
import org.skiagraph.diffusion.bundle.VoxelGrid;
import org.skiagraph.domain.Image;

class AxialVolumeTest {
    /**
     * One bright voxel at the tensor's origin. Where it ends up says how the volume was turned: first column if the axis grows
     * to the left, first row if to the back, first slice if to the head.
     */
    @ParameterizedTest
    @CsvSource({"LPS,0,0,0", "RAS,3,2,0", "LAS,0,2,0", "RPI,3,0,1", "SPL,0,0,0", "IAR,3,2,1", "ALS,0,2,0", "PIR,3,0,1"})
    void theFirstVoxelGoesWhereTheAxesSay(String axes, int column, int row, int slice) {
        int[] sizes = sizes(axes);
        AxialVolume volume = new AxialVolume(new VoxelGrid(axes, List.of(1.0, 1.0, 1.0)), sizes[0], sizes[1], sizes[2]);
        List<Image> planes = planes(sizes);
        planes.get(0).samples()[0] = 1;

        List<Image> slices = volume.cut(planes);

        assertThat(slices).hasSize(2).allMatch(image -> image.width() == 4 && image.height() == 3);
        assertThat(slices.get(slice).samples()[row * 4 + column]).isEqualTo(1);
    }

    @Test
    void slicesLieAroundTheMiddleAsFarApartAsTheVoxels() {
        AxialVolume volume = new AxialVolume(new VoxelGrid("SPL", List.of(3.0, 2.0, 0.5)), 2, 3, 4);

        assertThat(volume.geometry(0)).isEqualTo(new Geometry(2, 0.5, 3, new Geometry.Point(-0.75, -2, -1.5)));
        assertThat(volume.geometry(1).position().z()).isEqualTo(1.5);
    }

    /** 4 from ear to ear, 3 from front to back, 2 along the body. */
    private static int[] sizes(String axes) {
        return axes.chars()
                .map(letter -> "LR".indexOf(letter) >= 0 ? 4 : "AP".indexOf(letter) >= 0 ? 3 : 2)
                .toArray();
    }

    private static List<Image> planes(int[] sizes) {
        List<Image> planes = new ArrayList<>();
        for (int d = 0; d < sizes[0]; d++) {
            planes.add(new Image(sizes[2], sizes[1], 1, new float[sizes[1] * sizes[2]]));
        }
        return planes;
    }
}
