package org.skiagraph.diffusion.sampling.internal;

import java.util.Arrays;

/** Keeping the predicted clean sample in range: dynamic thresholding (arXiv 2205.11487, 2.3) or a plain clip. */
final class Clipping {
    private final Settings settings;
    private final int batch;

    /** @param batch images in the arrays that will come: thresholds are each image's own */
    Clipping(Settings settings, int batch) {
        this.settings = settings;
        this.batch = batch;
    }

    /** Thresholds or clips, as configured. */
    float[] apply(float[] clean) {
        if (settings.flag("thresholding")) {
            return thresholded(clean);
        }
        if (settings.flag("clip_sample")) {
            float range = (float) settings.real("clip_sample_range");
            return clipped(clean, range);
        }
        return clean;
    }

    boolean changesAnything() {
        return settings.flag("thresholding") || settings.flag("clip_sample");
    }

    private static float[] clipped(float[] clean, float range) {
        float[] kept = clean.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = Math.max(-range, Math.min(range, kept[i]));
        }
        return kept;
    }

    private float[] thresholded(float[] clean) {
        float[] kept = clean.clone();
        int row = clean.length / batch;
        for (int b = 0; b < batch; b++) {
            float limit = limit(clean, b * row, row);
            for (int i = b * row; i < (b + 1) * row; i++) {
                kept[i] = Math.max(-limit, Math.min(limit, kept[i])) / limit;
            }
        }
        return kept;
    }

    private float limit(float[] clean, int from, int length) {
        double[] magnitudes = new double[length];
        for (int i = 0; i < length; i++) {
            magnitudes[i] = Math.abs(clean[from + i]);
        }
        Arrays.sort(magnitudes);
        double quantile = Grid.at(magnitudes, settings.real("dynamic_thresholding_ratio") * (length - 1));
        return (float) Math.max(1, Math.min(settings.real("sample_max_value"), quantile));
    }
}
