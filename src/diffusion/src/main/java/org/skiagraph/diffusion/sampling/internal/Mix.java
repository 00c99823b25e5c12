package org.skiagraph.diffusion.sampling.internal;

/** A sum of scaled arrays, accumulated in double and rounded once. */
final class Mix {
    private final double[] sum;

    private Mix(int length) {
        this.sum = new double[length];
    }

    static Mix of(double factor, float[] array) {
        return new Mix(array.length).plus(factor, array);
    }

    /** A factor of zero adds nothing, whatever the array holds. */
    Mix plus(double factor, float[] array) {
        if (factor != 0) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += factor * array[i];
            }
        }
        return this;
    }

    float[] toArray() {
        float[] rounded = new float[sum.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) sum[i];
        }
        return rounded;
    }
}
