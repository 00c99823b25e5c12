package org.skiagraph.diffusion.conditioning;

import org.skiagraph.graph.Tensor;

/**
 * Applies weights to what an encoder gave for one window: every token's state is multiplied with its weight, and the whole
 * window then with one factor that gives it back its root mean square. A window whose weights are all 1 is not touched.
 *
 * <p>A1111's "Original" restores the mean instead, and so do diffusers' community pipelines for SD 1.x. That was tuned for CLIP
 * ViT-L/14, whose states have a clear mean. Other encoders' states have hardly any, and the quotient of two means near zero is
 * arbitrary in size and sign: SDXL's artefacts with weights come from there (A1111's pull request 14874, which adds "No norm").
 * To restore nothing makes the whole prompt louder or fainter with every weight. The root mean square is never near zero, and
 * its quotient lies between the reciprocals of the largest and the smallest weight; where tokens are alike in mean and in
 * size, as CLIP's are, it is the mean's to first order. Extrapolating from an empty prompt's states instead (compel, ComfyUI) costs
 * another run of the encoder and changes the scale as well.
 */
final class Emphasis {
    private Emphasis() {}

    /**
     * @param hidden float32 [1, tokens, width]
     * @param weights one per token
     * @param seen 0 where the network does not look; what lies there does not count as loudness
     */
    static Tensor.Floats apply(Tensor.Floats hidden, float[] weights, long[] seen) {
        if (allOne(weights)) {
            return hidden;
        }
        int width = (int) hidden.shape()[2];
        float[] values = hidden.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= weights[i / width];
        }
        double after = squares(values, width, seen);
        if (after > 0) {
            float factor = (float) Math.sqrt(squares(hidden.values(), width, seen) / after);
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
        }
        return Tensor.of(values, hidden.shape());
    }

    private static boolean allOne(float[] weights) {
        for (float weight : weights) {
            if (weight != 1) {
                return false;
            }
        }
        return true;
    }

    private static double squares(float[] values, int width, long[] seen) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += seen[i / width] * (double) values[i] * values[i];
        }
        return sum;
    }
}
