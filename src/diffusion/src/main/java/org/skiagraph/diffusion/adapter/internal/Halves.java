package org.skiagraph.diffusion.adapter.internal;

/** 16-bit floating point, widened. */
final class Halves {
    private static final int EXPONENT_SHIFT = 127 - 15;

    private Halves() {}

    /** IEEE 754 binary16. */
    static float ofHalf(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >>> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            // Subnormal: the fraction in units of 2^-24.
            float value = fraction * 0x1p-24f;
            return sign == 0 ? value : -value;
        }
        int wide = exponent == 0x1F ? 0xFF : exponent + EXPONENT_SHIFT;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }

    /** The upper half of a float. */
    static float ofBfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
