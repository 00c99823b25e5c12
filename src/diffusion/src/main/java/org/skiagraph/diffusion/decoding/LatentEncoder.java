package org.skiagraph.diffusion.decoding;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.skiagraph.diffusion.bundle.ModelBundle.ImageSpace;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;

/**
 * The autoencoder's way in: picture to latents. Graphs give mean and log variance on one axis, or mean and standard deviation
 * as two outputs (MONAI), and the posterior is sampled here; or latents, sampled inside the graph (older exports) or without
 * any posterior (MoVQ).
 */
public final class LatentEncoder implements AutoCloseable {
    // diffusers' DiagonalGaussianDistribution clamps the log variance to this range before it is used.
    private static final double LEAST_LOG_VARIANCE = -30;
    private static final double MOST_LOG_VARIANCE = 20;

    private final Graph graph;
    private final LatentSpace latent;
    private final ImageSpace space;
    private final String input;
    private final List<String> outputs;

    /** Takes over the graph. */
    public LatentEncoder(Graph graph, LatentSpace latent, ImageSpace space) {
        this.graph = graph;
        this.latent = latent;
        this.space = space;
        this.input = graph.inputs().keySet().iterator().next();
        this.outputs = List.copyOf(graph.outputs().keySet());
    }

    /**
     * Encodes one picture.
     *
     * @param noise standard normal values for the draw from the posterior, as many as its argument
     * @return float32 [channels, height / factor, width / factor] in the UNet's scale
     */
    public float[] encode(Image image, IntFunction<float[]> noise) {
        Tensor given = Tensor.of(planes(image), 1, space.channels(), image.height(), image.width());
        boolean twoOutputs =
                outputs.size() == 2 && graph.outputs().get(outputs.get(1)).rank() == 4;
        List<String> wanted = outputs.subList(0, twoOutputs ? 2 : 1);
        Map<String, Tensor> encoded = graph.run(Map.of(input, given), Set.copyOf(wanted));
        Tensor.Floats first = (Tensor.Floats) encoded.get(wanted.get(0));
        float[] latents = twoOutputs
                ? draw(first.values(), ((Tensor.Floats) encoded.get(wanted.get(1))).values(), noise)
                : draw(first, noise);
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) ((latents[i] - latent.shift()) * latent.scale());
        }
        return latents;
    }

    private static float[] draw(float[] mean, float[] deviation, IntFunction<float[]> noise) {
        float[] normal = noise.apply(mean.length);
        float[] latents = new float[mean.length];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = mean[i] + deviation[i] * normal[i];
        }
        return latents;
    }

    private float[] draw(Tensor.Floats encoded, IntFunction<float[]> noise) {
        long channels = encoded.shape()[1];
        if (channels == latent.channels()) {
            return encoded.values().clone();
        }
        if (channels != 2L * latent.channels()) {
            throw new Rejected(
                    "vae_encoder",
                    "it gives " + channels + " channels for latents of " + latent.channels(),
                    "Use the encoder of the same autoencoder");
        }
        int size = encoded.values().length / 2;
        float[] normal = noise.apply(size);
        float[] latents = new float[size];
        for (int i = 0; i < size; i++) {
            double logVariance = Math.min(MOST_LOG_VARIANCE, Math.max(LEAST_LOG_VARIANCE, encoded.values()[size + i]));
            latents[i] = (float) (encoded.values()[i] + StrictMath.exp(0.5 * logVariance) * normal[i]);
        }
        return latents;
    }

    private float[] planes(Image image) {
        int plane = image.width() * image.height();
        float[] values = new float[space.channels() * plane];
        for (int c = 0; c < space.channels(); c++) {
            int source = Math.min(c, image.channels() - 1);
            for (int i = 0; i < plane; i++) {
                float sample = image.samples()[i * image.channels() + source];
                values[c * plane + i] = (float) (space.low() + sample * (space.high() - space.low()));
            }
        }
        return values;
    }

    @Override
    public void close() {
        graph.close();
    }
}
