package org.skiagraph.diffusion.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/** A graph as a noise predictor: all rows in one run where the graph allows it, in several where it does not. */
final class Network implements NoisePredictor {
    private final Graph graph;
    private final NetworkSignature signature;
    private final LatentShape shape;

    Network(Graph graph, NetworkSignature signature, LatentShape shape) {
        this.graph = graph;
        this.signature = signature;
        this.shape = shape;
    }

    @Override
    public float[] predict(Step step, List<Condition> conditions) {
        int rows = conditions.size();
        int perRun = signature.rowsPerRun(rows);
        if (perRun == rows) {
            return run(step, conditions);
        }
        int row = step.sample().length / rows;
        float[] output = new float[0];
        for (int first = 0; first < rows; first += perRun) {
            int count = Math.min(perRun, rows - first);
            float[] part = new float[perRun * row];
            System.arraycopy(step.sample(), first * row, part, 0, count * row);
            float[] given = run(step.with(part), padded(conditions, first, perRun));
            int outputRow = given.length / perRun;
            output = output.length == 0 ? new float[rows * outputRow] : output;
            System.arraycopy(given, 0, output, first * outputRow, count * outputRow);
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

    private float[] run(Step step, List<Condition> conditions) {
        int rows = conditions.size();
        Map<String, Tensor> inputs = new HashMap<>();
        signature.parts().forEach((part, info) -> {
            if (conditions.get(0).rows().containsKey(part)) {
                inputs.put(
                        info.name(),
                        Stacking.of(conditions.stream()
                                .map(condition -> condition.rows().get(part))
                                .toList()));
            }
        });
        for (TensorInfo input : signature.conditions()) {
            inputs.put(
                    input.name(),
                    Stacking.of(conditions.stream()
                            .map(condition -> condition.named().get(input.name()))
                            .toList()));
        }
        for (TensorInfo residual : signature.residuals()) {
            inputs.put(
                    residual.name(),
                    Stacking.of(conditions.stream()
                            .<Tensor>map(condition -> condition.residuals().get(residual.name()))
                            .toList()));
        }
        inputs.put(signature.sample().name(), sample(step.sample(), conditions));
        inputs.put(signature.timestep().name(), Timesteps.of(signature.timestep(), step.timestep(), rows));
        signature.part(Part.SELF_CONDITION).ifPresent(info -> inputs.put(info.name(), before(step, rows)));
        String wanted = signature.output().name();
        return ((Tensor.Floats) graph.run(inputs, Set.of(wanted)).get(wanted)).values();
    }

    /** The latents with each row's planes behind their channels. */
    private Tensor sample(float[] sample, List<Condition> conditions) {
        int rows = conditions.size();
        int given = sample.length / rows;
        int plane = shape.plane();
        int planes = conditions.get(0).planes().length;
        int row = given + planes * plane;
        float[] all = planes == 0 ? sample : new float[rows * row];
        for (int r = 0; r < rows && planes > 0; r++) {
            System.arraycopy(sample, r * given, all, r * row, given);
            for (int p = 0; p < planes; p++) {
                int from = r * row + given + p * plane;
                Arrays.fill(all, from, from + plane, conditions.get(r).planes()[p]);
            }
        }
        return Tensor.of(all, shape.tensor(rows, row / plane));
    }

    /**
     * What a self-conditioned network is told: nothing at first, then the latents themselves. The paper (arXiv 2208.04202)
     * gives it the last estimate of the clean sample; the published Medfusion networks were trained with x_t in its place.
     */
    private Tensor before(Step step, int rows) {
        float[] values = step.first() ? new float[step.sample().length] : step.sample();
        return Tensor.of(values, shape.tensor(rows, values.length / rows / shape.plane()));
    }
}
