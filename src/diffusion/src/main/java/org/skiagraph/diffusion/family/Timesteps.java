package org.skiagraph.diffusion.family;

import java.util.Arrays;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** One timestep in the shape that a graph declares: a scalar, [1] or [rows]. */
final class Timesteps {
    private Timesteps() {}

    static Tensor of(TensorInfo declared, double timestep, int rows) {
        if (declared.rank() == 0) {
            return Tensor.of(new float[] {(float) timestep});
        }
        float[] values = new float[declared.shape().get(0) == 1 ? 1 : rows];
        Arrays.fill(values, (float) timestep);
        return Tensor.of(values, values.length);
    }
}
