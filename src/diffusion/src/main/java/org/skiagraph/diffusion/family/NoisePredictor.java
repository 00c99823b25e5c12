package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.diffusion.conditioning.Condition;

/** The network of a latent-diffusion model, seen from the loop. */
public interface NoisePredictor {
    /**
     * One prediction for any number of rows.
     *
     * @param sample float32 [rows, ...]; what a scheduler's scaleModelInput gave
     * @param conditions one per row
     * @return float32 [rows, ...] in the scheduler's prediction type
     */
    float[] predict(float[] sample, double timestep, List<Condition> conditions);
}
