package org.skiagraph.app.cohorts;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.skiagraph.app.files.Digests;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.PhiloxNoise;
import org.skiagraph.domain.Seed;

/**
 * Orders that follow from a cohort's seed: indices sorted by our noise ({@link PhiloxNoise}, purpose COHORT), the smaller
 * index first where two values are equal. Every name has an order of its own, its SHA-256's first 32 bits being the image
 * index; so a field that is added changes nothing for the others.
 */
final class SeededOrder {
    private final PhiloxNoise noise;

    SeededOrder(long seed) {
        this.noise = new PhiloxNoise(new Seed(seed));
    }

    /** What an order is for, which is its step in the noise's address. */
    enum Use {
        /** Who comes first where remainders are equal. */
        REMAINDERS(0),
        /** Which row gets which value. */
        ROWS(1),
        /** Who is tested on. */
        SPLIT(2);

        private final int step;

        Use(int step) {
            this.step = step;
        }
    }

    /** A permutation of 0 to length - 1. */
    int[] of(String name, Use use, int length) {
        int index = ByteBuffer.wrap(Digests.sha256(name)).getInt();
        float[] values = noise.normal(index, Purpose.COHORT, use.step, length);
        return IntStream.range(0, length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> values[i]).thenComparing(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
