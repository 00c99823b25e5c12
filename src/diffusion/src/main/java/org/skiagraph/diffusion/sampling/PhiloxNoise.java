package org.skiagraph.diffusion.sampling;

import org.skiagraph.diffusion.sampling.internal.Philox;
import org.skiagraph.domain.Seed;

/**
 * Our noise: Philox 4x32-10 (Salmon et al., SC '11) and the Box-Muller transform, both fully specified, so that a seed
 * means the same on every machine and JDK.
 *
 * <ul>
 *   <li>Key: the seed's low and high 32 bits.
 *   <li>Counter: (block, step, imageIndex, purpose's number: INITIAL 0, STEP 1, POSTERIOR 2, PRIOR 3,
 *       NEGATIVE_PRIOR 4, UPSCALING 5, COHORT 6), each 32 bits.
 *   <li>A block gives four words w0..w3 and four values: (w0, w1) and (w2, w3) each give r cos(t) and r sin(t), with
 *       u = (wa + 0.5) / 2^32, r = sqrt(-2 ln u), t = 2 pi (wb + 0.5) / 2^32, in double, rounded to float at the end.
 *       Value i is number i mod 4 of block i / 4.
 *   <li>ln, cos and sin are {@link StrictMath}'s, that is fdlibm's.
 * </ul>
 */
public final class PhiloxNoise implements NoiseSource {
    private static final double SCALE = 1.0 / (1L << 32);

    private final Seed seed;

    public PhiloxNoise(Seed seed) {
        this.seed = seed;
    }

    @Override
    public float[] normal(int imageIndex, Purpose purpose, int step, int length) {
        float[] values = new float[length];
        int[] counter = {0, step, imageIndex, purpose.number()};
        int[] key = {(int) seed.value(), (int) (seed.value() >>> 32)};
        for (int i = 0; i < length; i += 4) {
            counter[0] = i / 4;
            int[] words = Philox.block(counter, key);
            pair(words[0], words[1], values, i);
            pair(words[2], words[3], values, i + 2);
        }
        return values;
    }

    private static void pair(int first, int second, float[] values, int at) {
        double radius = Math.sqrt(-2 * StrictMath.log(unit(first)));
        double angle = 2 * Math.PI * unit(second);
        if (at < values.length) {
            values[at] = (float) (radius * StrictMath.cos(angle));
        }
        if (at + 1 < values.length) {
            values[at + 1] = (float) (radius * StrictMath.sin(angle));
        }
    }

    /** A word as a number strictly between 0 and 1. */
    private static double unit(int word) {
        return (Integer.toUnsignedLong(word) + 0.5) * SCALE;
    }
}
