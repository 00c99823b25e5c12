package org.skiagraph.diffusion.family;

import java.util.List;

/**
 * What other words would change in a network's prediction.
 *
 * @param timesteps at which it was asked
 * @param relative for each of the others, and then for each timestep, the L2 distance over the L2 size of the whole prompt's
 *     prediction; 0 is no change
 */
public record PromptChanges(List<Double> timesteps, List<List<Double>> relative) {
    public PromptChanges {
        timesteps = List.copyOf(timesteps);
        relative = List.copyOf(relative);
    }
}
