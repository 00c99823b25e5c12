package org.skiagraph.diffusion.family;

import java.util.List;
import org.skiagraph.graph.Tensor;

/** Tensors of one row each as one tensor of many rows; shorter rows of tokens are filled up with zeros. */
final class Stacking {
    private Stacking() {}

    static Tensor of(List<Tensor> rows) {
        long[] shape = rows.get(0).shape().clone();
        for (Tensor row : rows) {
            if (shape.length > 1) {
                shape[1] = Math.max(shape[1], row.shape()[1]);
            }
        }
        int row = Tensor.size(shape);
        shape[0] = rows.size();
        if (rows.get(0) instanceof Tensor.Integers) {
            long[] all = new long[rows.size() * row];
            for (int i = 0; i < rows.size(); i++) {
                long[] values = ((Tensor.Integers) rows.get(i)).values();
                System.arraycopy(values, 0, all, i * row, values.length);
            }
            return Tensor.of(all, shape);
        }
        float[] all = new float[rows.size() * row];
        for (int i = 0; i < rows.size(); i++) {
            float[] values = ((Tensor.Floats) rows.get(i)).values();
            System.arraycopy(values, 0, all, i * row, values.length);
        }
        return Tensor.of(all, shape);
    }

    /** Row {@code index} of a tensor of many rows. */
    static Tensor.Floats row(Tensor.Floats tensor, int index) {
        long[] shape = tensor.shape().clone();
        int row = tensor.values().length / (int) shape[0];
        shape[0] = 1;
        return Tensor.of(java.util.Arrays.copyOfRange(tensor.values(), index * row, (index + 1) * row), shape);
    }
}
