package org.skiagraph.diffusion.bundle;

import java.util.Locale;

/**
 * The proportions of the pictures that a model was trained on, before they were given the shape that it makes.
 *
 * @param width in units of its own, at least 1
 * @param height in the same units
 * @param fit how a picture gets these proportions back; it never loses pixels
 */
public record PictureAspect(int width, int height, Fit fit) {
    public enum Fit {
        /** The longer side is stretched: for pictures that were squeezed. */
        STRETCH,
        /** Black is put around the picture, half on either side: for pictures whose middle was cut out. */
        PAD
    }

    /** Rows of a picture of these columns and rows, once it has these proportions. */
    public int rows(int columns, int rows) {
        return (int) Math.max(rows, Math.round((double) columns * height / width));
    }

    /** Columns, in the same way. */
    public int columns(int columns, int rows) {
        return (int) Math.max(columns, Math.round((double) rows * width / height));
    }

    /** "10:13 pad". */
    @Override
    public String toString() {
        return width + ":" + height + " " + fit.name().toLowerCase(Locale.ROOT);
    }
}
