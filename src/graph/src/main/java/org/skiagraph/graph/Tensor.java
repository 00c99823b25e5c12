package org.skiagraph.graph;

import java.util.Arrays;

/**
 * A dense array with a shape, row-major, on the Java heap. {@link Graph#run} turns it into the element type that the
 * graph declares, so callers need not know whether a graph wants float or half, int32 or int64.
 */
public sealed interface Tensor {
    /** Sizes per axis; empty for a scalar. Owned by the tensor: do not write to it. */
    long[] shape();

    static Floats of(float[] values, long... shape) {
        return new Floats(shape, values);
    }

    static Integers of(long[] values, long... shape) {
        return new Integers(shape, values);
    }

    /** Number of elements that a shape holds. */
    static int size(long... shape) {
        long size = 1;
        for (long axis : shape) {
            size = Math.multiplyExact(size, axis);
        }
        return Math.toIntExact(size);
    }

    /** Real numbers; half and bfloat16 outputs are widened. */
    record Floats(long[] shape, float[] values) implements Tensor {
        public Floats {
            requireSize(shape, values.length);
        }
    }

    /** Whole numbers and booleans (0, 1). */
    record Integers(long[] shape, long[] values) implements Tensor {
        public Integers {
            requireSize(shape, values.length);
        }
    }

    private static void requireSize(long[] shape, int length) {
        if (size(shape) != length) {
            throw new IllegalArgumentException(length + " values for shape " + Arrays.toString(shape));
        }
    }
}
