package org.skiagraph.diffusion.bundle.internal.probe;

import java.util.List;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.PhiloxNoise;
import org.skiagraph.domain.Seed;
import org.skiagraph.graph.Tensor;

/**
 * What an input is given in a known run. The noise is {@link PhiloxNoise} of seed {@value #SEED}, purpose INITIAL, step 0,
 * with the input's place among the graph's inputs as the image's number: value n_i of element i.
 *
 * @param scale what it means depends on the fill
 */
public record KnownInput(String name, List<Long> shape, Fill fill, double scale) {
    public static final long SEED = 20_230_401;

    /** How an element is made. */
    public enum Fill {
        /** scale * n_i. */
        NORMAL,
        /** scale * frac(|n_i|), from 0 to scale. */
        UNIT,
        /** floor(65536 * |n_i|) modulo scale: token ids or classes. */
        IDS,
        /** scale. */
        CONSTANT,
        /** 1 in the first share of the last axis, then 0: a mask of tokens. */
        PREFIX,
        /** height, width, 0, 0, height, width, all of scale pixels (SDXL's time_ids). */
        SIZES
    }

    public KnownInput {
        shape = List.copyOf(shape);
    }

    /** @param place among the graph's inputs, from 0 */
    public Tensor tensor(int place) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        float[] noise = new PhiloxNoise(new Seed(SEED)).normal(place, Purpose.INITIAL, 0, Tensor.size(sizes));
        int last = sizes.length == 0 ? 1 : Math.toIntExact(sizes[sizes.length - 1]);
        if (fill == Fill.IDS) {
            long[] ids = new long[noise.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = (long) (Math.abs((double) noise[i]) * 65_536) % Math.max(1, (long) scale);
            }
            return Tensor.of(ids, sizes);
        }
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) value(noise[i], i % last, last);
        }
        return Tensor.of(noise, sizes);
    }

    private double value(double n, int position, int length) {
        return switch (fill) {
            case NORMAL -> scale * n;
            case UNIT -> scale * (Math.abs(n) - Math.floor(Math.abs(n)));
            case PREFIX -> position < Math.ceil(scale * length) ? 1 : 0;
            case SIZES -> position % 6 == 2 || position % 6 == 3 ? 0 : scale;
            case CONSTANT, IDS -> scale;
        };
    }
}
