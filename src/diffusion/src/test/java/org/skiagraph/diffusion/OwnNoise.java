package org.skiagraph.diffusion;

import org.skiagraph.diffusion.sampling.NoiseSource;

/** The noise of resources/own/make.py: a formula, the same for every picture. */
public final class OwnNoise implements NoiseSource {
    @Override
    public float[] normal(int imageIndex, Purpose purpose, int step, int length) {
        return draw(step, length);
    }

    public static float[] draw(int number, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) ((i * 7919L + number * 104729L) % 2000 / 1000.0 - 1);
        }
        return values;
    }
}
