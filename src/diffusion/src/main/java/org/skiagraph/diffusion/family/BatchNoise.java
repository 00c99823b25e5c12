package org.skiagraph.diffusion.family;

import org.skiagraph.diffusion.sampling.NoiseSource;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;

/**
 * Noise for a batch: each picture's own noise, by its index in the request, so that neither the batch size nor the place
 * in a batch changes a value.
 *
 * @param firstImage index of the batch's first picture
 */
record BatchNoise(NoiseSource source, int firstImage, int batch) {

    /** Standard normal values, [batch, length / batch]. */
    float[] draw(Purpose purpose, int step, int length) {
        int row = length / batch;
        float[] all = new float[length];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(source.normal(firstImage + b, purpose, step, row), 0, all, b * row, row);
        }
        return all;
    }
}
