package org.skiagraph.diffusion.family;

import org.skiagraph.graph.Tensor;

/**
 * The guidance scale as an input, for models distilled with it (latent consistency, arXiv 2310.04378): sines and then cosines
 * of 1000 (g - 1) at frequencies that fall from 1 to 1/10000.
 */
final class GuidanceEmbedding {
    private GuidanceEmbedding() {}

    /** float32 [1, width]. */
    static Tensor of(double guidanceScale, int width) {
        int half = width / 2;
        float[] embedding = new float[width];
        double scaled = (guidanceScale - 1) * 1000;
        double fall = StrictMath.log(10000) / (half - 1);
        for (int i = 0; i < half; i++) {
            double angle = scaled * StrictMath.exp(-fall * i);
            embedding[i] = (float) StrictMath.sin(angle);
            embedding[half + i] = (float) StrictMath.cos(angle);
        }
        return Tensor.of(embedding, 1, width);
    }
}
