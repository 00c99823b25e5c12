package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.diffusion.conditioning.Condition;

/**
 * Channels that belong to each picture and stay the same in every call, behind its latents: a mask and what it leaves of the
 * picture, for networks that were trained to repaint.
 *
 * @param channels float32 [batch, n]
 */
record PictureChannels(NoisePredictor network, float[] channels, int batch) implements NoisePredictor {
    @Override
    public float[] predict(Step step, List<Condition> conditions) {
        int rows = conditions.size();
        int given = step.sample().length / rows;
        int extra = channels.length / batch;
        float[] all = new float[rows * (given + extra)];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(step.sample(), r * given, all, r * (given + extra), given);
            // Negative rows come first, in the pictures' order, and then the positive ones in the same.
            System.arraycopy(channels, r % batch * extra, all, r * (given + extra) + given, extra);
        }
        return network.predict(step.with(all), conditions);
    }
}
