package org.skiagraph.diffusion.family;

import java.util.List;

/**
 * What is denoised for one picture: channels, and height and width in latent pixels, with depth before them for volumes. An
 * embedding has channels alone.
 */
public record LatentShape(int channels, List<Integer> sides) {
    public LatentShape {
        sides = List.copyOf(sides);
    }

    public static LatentShape ofPicture(int channels, int height, int width) {
        return new LatentShape(channels, List.of(height, width));
    }

    /** Values per picture. */
    public int size() {
        return channels * plane();
    }

    /** Values per channel. */
    public int plane() {
        return sides.stream().reduce(1, Math::multiplyExact);
    }

    public int height() {
        return sides.get(sides.size() - 2);
    }

    public int width() {
        return sides.get(sides.size() - 1);
    }

    /** The shape of a tensor of so many pictures, with this many channels. */
    public long[] tensor(int rows, int channelsGiven) {
        long[] shape = new long[2 + sides.size()];
        shape[0] = rows;
        shape[1] = channelsGiven;
        for (int i = 0; i < sides.size(); i++) {
            shape[2 + i] = sides.get(i);
        }
        return shape;
    }
}
