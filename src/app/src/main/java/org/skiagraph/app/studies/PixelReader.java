package org.skiagraph.app.studies;

import ar.com.hjg.pngj.ImageInfo;
import ar.com.hjg.pngj.chunks.PngChunkPLTE;
import ar.com.hjg.pngj.chunks.PngChunkTRNS;
import ar.com.hjg.pngj.chunks.PngMetadata;

/** One pixel of a PNG row as samples of 0 to 1, over black. */
@FunctionalInterface
interface PixelReader {
    /**
     * @param row stored samples
     * @param at where the pixel begins in the row
     * @param samples where it goes to
     * @param to where it begins there
     */
    void read(int[] row, int at, float[] samples, int to);

    static PixelReader of(ImageInfo info, PngMetadata metadata) {
        PngChunkTRNS transparency = metadata.getTRNS();
        if (info.indexed) {
            return palette(metadata.getPLTE(), transparency == null ? new int[0] : transparency.getPalletteAlpha());
        }
        float most = (1 << info.bitDepth) - 1;
        int channels = info.greyscale ? 1 : 3;
        if (info.alpha) {
            return (row, at, samples, to) -> {
                float alpha = row[at + channels] / most;
                for (int c = 0; c < channels; c++) {
                    samples[to + c] = row[at + c] / most * alpha;
                }
            };
        }
        int[] key = transparency == null ? new int[0] : key(transparency, channels);
        return (row, at, samples, to) -> {
            boolean transparent = key.length > 0;
            for (int c = 0; c < channels; c++) {
                samples[to + c] = row[at + c] / most;
                transparent = transparent && row[at + c] == key[c];
            }
            for (int c = 0; c < channels && transparent; c++) {
                samples[to + c] = 0;
            }
        };
    }

    /** The one colour that stands for nothing. */
    private static int[] key(PngChunkTRNS transparency, int channels) {
        return channels == 1 ? new int[] {transparency.getGray()} : transparency.getRGB();
    }

    private static PixelReader palette(PngChunkPLTE colours, int[] alphas) {
        int[] colour = new int[3];
        return (row, at, samples, to) -> {
            int entry = row[at];
            colours.getEntryRgb(entry, colour);
            float alpha = entry < alphas.length ? alphas[entry] / 255f : 1;
            for (int c = 0; c < colour.length; c++) {
                samples[to + c] = colour[c] / 255f * alpha;
            }
        };
    }
}
