package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.diffusion.conditioning.Condition;

/** The network of a latent-diffusion model, seen from the loop; parts that add to what it is given wrap one another. */
public interface NoisePredictor {
    /**
     * One prediction for any number of rows.
     *
     * @param conditions one per row
     * @return float32 [rows, ...] in the scheduler's prediction type
     */
    float[] predict(Step step, List<Condition> conditions);

    /**
     * One call of the loop.
     *
     * @param sample float32 [rows, ...]; what a scheduler's scaleModelInput gave
     * @param share how much of the run lies behind before this call, 0 to below 1
     * @param shareAfter how much lies behind after it, over 0 to 1
     * @param first whether nothing was predicted before
     */
    record Step(float[] sample, double timestep, double share, double shareAfter, boolean first) {
        Step with(float[] other) {
            return new Step(other, timestep, share, shareAfter, first);
        }
    }
}
