package org.skiagraph.diffusion.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;

/** A UNet graph as a noise predictor: all rows in one run where the graph allows it, in several where it does not. */
final class Unet implements NoisePredictor {
    private final Graph graph;
    private final UnetSignature signature;
    private final LatentShape shape;

    Unet(Graph graph, LatentShape shape) {
        this.graph = graph;
        this.signature = UnetSignature.of(graph);
        this.shape = shape;
    }

    @Override
    public float[] predict(float[] sample, double timestep, List<Condition> conditions) {
        int rows = conditions.size();
        int perRun = signature.rowsPerRun(rows);
        if (perRun == rows) {
            return run(sample, timestep, conditions);
        }
        float[] output = new float[sample.length];
        int row = sample.length / rows;
        for (int first = 0; first < rows; first += perRun) {
            int count = Math.min(perRun, rows - first);
            float[] part = new float[perRun * row];
            System.arraycopy(sample, first * row, part, 0, count * row);
            System.arraycopy(
                    run(part, timestep, padded(conditions, first, perRun)), 0, output, first * row, count * row);
        }
        return output;
    }

    /** The conditions from {@code first} on; a graph of fixed batch gets the last one again where there are too few. */
    private static List<Condition> padded(List<Condition> conditions, int first, int count) {
        List<Condition> part = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            part.add(conditions.get(Math.min(i, conditions.size() - 1)));
        }
        return part;
    }

    private float[] run(float[] sample, double timestep, List<Condition> conditions) {
        int rows = conditions.size();
        Map<String, Tensor> inputs = new HashMap<>();
        conditions.get(0).rows().keySet().forEach(name -> inputs.put(name, stack(conditions, name)));
        inputs.put(signature.sample().name(), Tensor.of(sample, rows, shape.channels(), shape.height(), shape.width()));
        inputs.put(signature.timestep().name(), timestep((float) timestep, rows));
        String wanted = signature.output().name();
        return ((Tensor.Floats) graph.run(inputs, Set.of(wanted)).get(wanted)).values();
    }

    private Tensor timestep(float value, int rows) {
        if (signature.timestep().rank() == 0) {
            return Tensor.of(new float[] {value});
        }
        float[] values = new float[signature.timestep().shape().get(0) == 1 ? 1 : rows];
        Arrays.fill(values, value);
        return Tensor.of(values, values.length);
    }

    private static Tensor stack(List<Condition> conditions, String name) {
        Tensor.Floats first = conditions.get(0).rows().get(name);
        int row = first.values().length;
        float[] all = new float[conditions.size() * row];
        for (int i = 0; i < conditions.size(); i++) {
            System.arraycopy(conditions.get(i).rows().get(name).values(), 0, all, i * row, row);
        }
        long[] stacked = first.shape().clone();
        stacked[0] = conditions.size();
        return Tensor.of(all, stacked);
    }
}
