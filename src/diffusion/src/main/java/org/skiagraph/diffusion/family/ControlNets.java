package org.skiagraph.diffusion.family;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/**
 * ControlNets before a UNet (arXiv 2302.05543): each sees the same latents and its own picture, and what they all give, times
 * their scales, is added inside the UNet.
 */
final class ControlNets implements NoisePredictor {
    private final NoisePredictor network;
    private final List<Net> nets;
    private final LatentShape shape;

    /**
     * One ControlNet with its picture.
     *
     * @param image float32 [1, channels, height, width], 0 to 1
     * @param scale conditioning scale; 0 for a UNet that has to be given something though no picture controls it
     * @param start share of the run before which it does not count
     * @param stop share of the run after which it does not count
     */
    record Net(
            Graph graph,
            Map<Part, TensorInfo> parts,
            TensorInfo sample,
            TensorInfo timestep,
            Tensor image,
            double scale,
            double start,
            double stop) {

        /** Only calls that lie wholly inside the window count, as in diffusers. */
        float scaleAt(Step step) {
            return step.share() < start || step.shareAfter() > stop ? 0 : (float) scale;
        }
    }

    ControlNets(NoisePredictor network, List<Net> nets, LatentShape shape) {
        this.network = network;
        this.nets = nets;
        this.shape = shape;
    }

    @Override
    public float[] predict(Step step, List<Condition> conditions) {
        Map<String, float[]> sums = new LinkedHashMap<>();
        Map<String, long[]> shapes = new HashMap<>();
        for (Net net : nets) {
            run(net, step, conditions).forEach((name, given) -> {
                float[] values = ((Tensor.Floats) given).values();
                shapes.put(name, given.shape());
                add(sums.computeIfAbsent(name, key -> new float[values.length]), values, net.scaleAt(step));
            });
        }
        List<Condition> controlled = new ArrayList<>();
        for (int r = 0; r < conditions.size(); r++) {
            Map<String, Tensor.Floats> residuals = new HashMap<>();
            int row = r;
            sums.forEach((name, values) -> residuals.put(name, Stacking.row(Tensor.of(values, shapes.get(name)), row)));
            controlled.add(conditions.get(r).withResiduals(residuals));
        }
        return network.predict(step, controlled);
    }

    private static void add(float[] sum, float[] values, float scale) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += scale * values[i];
        }
    }

    private Map<String, Tensor> run(Net net, Step step, List<Condition> conditions) {
        int rows = conditions.size();
        Map<String, Tensor> inputs = new HashMap<>();
        net.parts().forEach((part, info) -> {
            if (part == Part.CONTROL_IMAGE) {
                inputs.put(info.name(), Stacking.of(java.util.Collections.nCopies(rows, net.image())));
            } else if (part == Part.CONDITIONING_SCALE) {
                // Scaled outside, so that one export serves every scale.
                inputs.put(info.name(), Tensor.of(new float[] {1}));
            } else {
                inputs.put(
                        info.name(),
                        Stacking.of(conditions.stream()
                                .map(condition -> condition.rows().get(part))
                                .toList()));
            }
        });
        inputs.put(net.sample().name(), Tensor.of(step.sample(), shape.tensor(rows, shape.channels())));
        inputs.put(net.timestep().name(), Timesteps.of(net.timestep(), step.timestep(), rows));
        return net.graph().run(inputs, net.graph().outputs().keySet());
    }
}
