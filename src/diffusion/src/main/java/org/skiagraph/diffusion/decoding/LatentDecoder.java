package org.skiagraph.diffusion.decoding;

import java.util.Map;
import java.util.Set;
import org.skiagraph.diffusion.bundle.ModelBundle.ImageSpace;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;

/** The autoencoder's way back: latents to picture, one picture per call so that memory does not grow with the batch. */
public final class LatentDecoder implements AutoCloseable {
    private final Graph graph;
    private final LatentSpace latent;
    private final ImageSpace space;
    private final String input;
    private final String output;

    /** Takes over the graph. */
    public LatentDecoder(Graph graph, LatentSpace latent, ImageSpace space) {
        this.graph = graph;
        this.latent = latent;
        this.space = space;
        this.input = graph.inputs().keySet().iterator().next();
        this.output = graph.outputs().keySet().iterator().next();
    }

    /**
     * Decodes one picture.
     *
     * @param latents float32 [channels, h, w] in the UNet's scale
     * @return the picture, 0 black and 1 white, not clipped
     */
    public Image decode(float[] latents, int height, int width) {
        float[] unscaled = new float[latents.length];
        for (int i = 0; i < latents.length; i++) {
            unscaled[i] = (float) (latents[i] / latent.scale() + latent.shift());
        }
        Tensor given = Tensor.of(unscaled, 1, latent.channels(), height, width);
        Tensor decoded = graph.run(Map.of(input, given), Set.of(output)).get(output);
        return toImage((Tensor.Floats) decoded);
    }

    private Image toImage(Tensor.Floats decoded) {
        long[] shape = decoded.shape();
        if (shape.length != 4 || shape[0] != 1 || (shape[1] != 1 && shape[1] != 3)) {
            throw new Rejected(
                    "vae_decoder",
                    "its output has shape " + java.util.Arrays.toString(shape),
                    "Use a decoder that gives [1, 1 or 3, height, width]");
        }
        int channels = (int) shape[1];
        int plane = (int) (shape[2] * shape[3]);
        float[] samples = new float[channels * plane];
        Range range = Range.of(space, decoded.values());
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < plane; i++) {
                samples[i * channels + c] = range.normalise(decoded.values()[c * plane + i]);
            }
        }
        Image image = new Image((int) shape[3], (int) shape[2], channels, samples);
        return space.colour() ? image : image.toGrey();
    }

    @Override
    public void close() {
        graph.close();
    }

    /** Which decoder values are black and white. */
    private record Range(double low, double high) {
        static Range of(ImageSpace space, float[] values) {
            return space.stretchPerImage() ? extremes(values) : new Range(space.low(), space.high());
        }

        private static Range extremes(float[] values) {
            float low = values[0];
            float high = values[0];
            for (float value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            return new Range(low, high > low ? high : low + 1);
        }

        float normalise(float value) {
            return (float) ((value - low) / (high - low));
        }
    }
}
