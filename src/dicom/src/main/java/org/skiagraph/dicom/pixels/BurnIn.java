package org.skiagraph.dicom.pixels;

import java.util.Map;
import org.skiagraph.domain.Image;

/** Draws the word SYNTHETIC into a picture's upper left corner: white on black, legible at any size that {@link PixelChecks} lets through. */
public final class BurnIn {
    private static final String WORD = "SYNTHETIC";
    private static final int GLYPH_WIDTH = 5;
    private static final int GLYPH_HEIGHT = 7;
    private static final int ADVANCE = GLYPH_WIDTH + 1;
    /** Width of the word with its margin, in pixels of the font. */
    static final int COLUMNS = WORD.length() * ADVANCE + 1;

    static final int ROWS = GLYPH_HEIGHT + 2;
    /** Rows from the top, five bits each, the leftmost the highest. */
    private static final Map<Character, int[]> GLYPHS = Map.of(
            'S', new int[] {0x0F, 0x10, 0x10, 0x0E, 0x01, 0x01, 0x1E},
            'Y', new int[] {0x11, 0x11, 0x0A, 0x04, 0x04, 0x04, 0x04},
            'N', new int[] {0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11},
            'T', new int[] {0x1F, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04},
            'H', new int[] {0x11, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11},
            'E', new int[] {0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x1F},
            'I', new int[] {0x0E, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0E},
            'C', new int[] {0x0E, 0x11, 0x10, 0x10, 0x10, 0x11, 0x0E});

    private BurnIn() {}

    /** A copy with the word in it, about a quarter of the width wide. */
    public static Image draw(Image image) {
        int scale = Math.max(1, Math.min(image.width() / (4 * COLUMNS), image.height() / ROWS));
        float[] samples = image.samples().clone();
        for (int y = 0; y < Math.min(ROWS * scale, image.height()); y++) {
            for (int x = 0; x < Math.min(COLUMNS * scale, image.width()); x++) {
                float value = isInk(x / scale - 1, y / scale - 1) ? 1 : 0;
                for (int c = 0; c < image.channels(); c++) {
                    samples[(y * image.width() + x) * image.channels() + c] = value;
                }
            }
        }
        return new Image(image.width(), image.height(), image.channels(), samples);
    }

    private static boolean isInk(int x, int y) {
        if (x < 0 || y < 0 || y >= GLYPH_HEIGHT || x / ADVANCE >= WORD.length() || x % ADVANCE >= GLYPH_WIDTH) {
            return false;
        }
        int row = GLYPHS.get(WORD.charAt(x / ADVANCE))[y];
        return (row >> (GLYPH_WIDTH - 1 - x % ADVANCE) & 1) == 1;
    }
}
