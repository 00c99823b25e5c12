package org.skiagraph.app.studies;

/**
 * The seed of every study of a series, out of the series' own.
 *
 * <p>Seeds that only count up would make the second study of series 7 the first of series 8, noise and all. So study i of a
 * series of seed s gets the first 53 bits of SplitMix64's output number i (Steele et al., OOPSLA '14): with
 * {@code z = s + (i + 1) * 0x9E3779B97F4A7C15}, {@code z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9}, {@code z = (z ^ z >>> 27) *
 * 0x94D049BB133111EB}, it is {@code (z ^ z >>> 31) >>> 11}, in 64-bit arithmetic. 53 bits, so that a JSON reader with doubles
 * keeps every digit. That seed is the one in the study's record: {@code generate PROMPT --seed} with it makes the study again.
 */
public final class SeriesSeeds {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final int DROPPED_BITS = 11;

    private SeriesSeeds() {}

    /** @param index of the study, from 0; lines without a prompt do not count */
    public static long of(long series, int index) {
        long z = series + (index + 1) * GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> DROPPED_BITS;
    }
}
