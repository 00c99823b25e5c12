package org.skiagraph.diffusion.sampling.internal;

/** A sum of scaled arrays, accumulated in double and rounded once, in one pass: a step costs little beside a network. */
final class Mix {
    private static final int MOST_TERMS = 16;

    private final double[] factors = new double[MOST_TERMS];
    private final float[][] arrays = new float[MOST_TERMS][];
    private final int length;
    private int terms;

    private Mix(int length) {
        this.length = length;
    }

    static Mix of(double factor, float[] array) {
        return new Mix(array.length).plus(factor, array);
    }

    /** A factor of zero adds nothing, whatever the array holds. */
    Mix plus(double factor, float[] array) {
        if (factor != 0) {
            factors[terms] = factor;
            arrays[terms] = array;
            terms++;
        }
        return this;
    }

    float[] toArray() {
        float[] rounded = new float[length];
        for (int i = 0; i < length; i++) {
            double sum = 0;
            for (int term = 0; term < terms; term++) {
                sum += factors[term] * arrays[term][i];
            }
            rounded[i] = (float) sum;
        }
        return rounded;
    }
}
