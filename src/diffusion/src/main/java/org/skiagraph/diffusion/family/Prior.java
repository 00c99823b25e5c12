package org.skiagraph.diffusion.family;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.Condition;
import org.skiagraph.diffusion.conditioning.Conditions;
import org.skiagraph.diffusion.family.PipelineRun.PriorSteps;
import org.skiagraph.diffusion.sampling.NoiseSource;
import org.skiagraph.diffusion.sampling.NoiseSource.Purpose;
import org.skiagraph.diffusion.sampling.Sampling;
import org.skiagraph.diffusion.sampling.SamplingPlan;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/**
 * The diffusion prior of unCLIP (arXiv 2204.06125): denoises an image embedding, told of the text, in the loop that latents
 * are denoised in. A negative prompt gets an embedding of its own, on noise of its own; without one guidance leads away from
 * the image encoder's embedding of all-zero pixel values.
 */
final class Prior {
    private static final String ROLE = "prior";

    private final OpenNetworks networks;
    private final NetworkSignature signature;
    private final LatentShape shape;
    private final float[] mean;
    private final float[] deviation;
    private Optional<Tensor> nothing = Optional.empty();

    private Prior(OpenNetworks networks, float[] mean, float[] deviation) {
        this.networks = networks;
        this.signature = networks.signature(ROLE);
        this.mean = mean;
        this.deviation = deviation;
        this.shape = new LatentShape(mean.length, List.of());
    }

    /** Opens the prior's graph, and reads clip_mean.npy and clip_std.npy beside it. */
    static Prior open(OpenNetworks networks, ModelBundle bundle) {
        networks.graph(ROLE);
        java.nio.file.Path directory = bundle.components().get(ROLE).getParent();
        return new Prior(
                networks,
                FloatArrayFile.read(directory.resolve("clip_mean.npy")),
                FloatArrayFile.read(directory.resolve("clip_std.npy")));
    }

    NetworkSignature signature() {
        return signature;
    }

    /**
     * Image embeddings for each picture.
     *
     * @param texts both sides, encoded, one per picture
     * @param negativeGiven whether the negative side is a prompt of its own, by picture
     * @param guided whether the negative embedding is needed
     */
    List<Conditions> embed(
            List<Conditions> texts,
            List<Boolean> negativeGiven,
            boolean guided,
            PriorSteps steps,
            BatchNoise noise,
            ProgressListener listener) {
        List<Conditions> embedded = new ArrayList<>();
        for (int b = 0; b < texts.size(); b++) {
            boolean own = guided && negativeGiven.get(b);
            float[] rows = denoise(texts.get(b), own, steps, noise, noise.firstImage() + b, listener);
            Condition positive = condition(row(rows, 0));
            Optional<Condition> negative = guided
                    ? Optional.of(own ? condition(row(rows, 1)) : Condition.of(rows(nothing())))
                    : Optional.empty();
            embedded.add(new Conditions(positive, negative));
        }
        return embedded;
    }

    /** What shows how its prediction changes with the words. */
    TextProbe probe(PriorSteps steps, NoiseSource noise) {
        return new TextProbe(
                new Network(networks.graph(ROLE), signature, shape),
                steps.scheduler().start(SamplingPlan.of(steps.numInferenceSteps(), 1)),
                noise.normal(0, Purpose.PRIOR, 0, shape.size()));
    }

    private float[] denoise(
            Conditions text,
            boolean negativeToo,
            PriorSteps steps,
            BatchNoise noise,
            int picture,
            ProgressListener listener) {
        List<Conditions> rows = new ArrayList<>(List.of(text));
        if (negativeToo) {
            rows.add(new Conditions(text.negative().orElseThrow(), text.negative()));
        }
        Sampling sampling = steps.scheduler().start(SamplingPlan.of(steps.numInferenceSteps(), rows.size()));
        Guidance guidance = new Guidance(Guidance.Formula.STANDARD, steps.guidanceScale(), 0, 0, 1);
        DenoisingLoop loop = new DenoisingLoop(
                new Network(networks.graph(ROLE), signature, shape),
                guidance,
                sampling,
                (call, length) -> draw(noise, picture, call + 1, rows.size()),
                (call, latents) -> latents);
        float[] embedding = loop.run(draw(noise, picture, 0, rows.size()), rows, cancelling(listener));
        for (int i = 0; i < embedding.length; i++) {
            int at = i % mean.length;
            embedding[i] = embedding[i] * deviation[at] + mean[at];
        }
        return embedding;
    }

    /** The prior's steps are not the picture's: they only listen for a wish to stop. */
    private static ProgressListener cancelling(ProgressListener listener) {
        return new ProgressListener() {
            @Override
            public void on(Progress progress) {}

            @Override
            public boolean isCancelled() {
                return listener.isCancelled();
            }
        };
    }

    private float[] draw(BatchNoise noise, int picture, int number, int rows) {
        float[] all = new float[rows * shape.size()];
        for (int r = 0; r < rows; r++) {
            Purpose purpose = r == 0 ? Purpose.PRIOR : Purpose.NEGATIVE_PRIOR;
            System.arraycopy(
                    noise.source().normal(picture, purpose, number, shape.size()),
                    0,
                    all,
                    r * shape.size(),
                    shape.size());
        }
        return all;
    }

    private Tensor row(float[] rows, int index) {
        return Tensor.of(
                java.util.Arrays.copyOfRange(rows, index * shape.size(), (index + 1) * shape.size()), 1, shape.size());
    }

    private static Condition condition(Tensor embedding) {
        return Condition.of(rows(embedding));
    }

    private static Map<Part, Tensor> rows(Tensor embedding) {
        Map<Part, Tensor> rows = new EnumMap<>(Part.class);
        rows.put(Part.IMAGE_EMBEDS, embedding);
        return rows;
    }

    private synchronized Tensor nothing() {
        if (nothing.isEmpty()) {
            Graph encoder = networks.graph("image_encoder");
            TensorInfo pixels = encoder.inputs().values().iterator().next();
            long[] zeros =
                    pixels.shape().stream().mapToLong(size -> Math.max(1, size)).toArray();
            zeros[0] = 1;
            String output = encoder.outputs().containsKey("image_embeds")
                    ? "image_embeds"
                    : encoder.outputs().keySet().iterator().next();
            nothing = Optional.of(encoder.run(
                            Map.of(pixels.name(), Tensor.of(new float[Tensor.size(zeros)], zeros)),
                            java.util.Set.of(output))
                    .get(output));
        }
        return nothing.get();
    }
}
