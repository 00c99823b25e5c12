package org.skiagraph.diffusion.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.diffusion.bundle.ModelBundle.ImageSpace;
import org.skiagraph.diffusion.bundle.ModelBundle.LatentSpace;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Tensor;

/**
 * The autoencoder's way back: latents to picture or volume, one per call so that memory does not grow with the batch.
 */
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
     * Decodes one picture or volume.
     *
     * @param latents float32 in the UNet's scale
     * @param shape [1, channels, h, w] or [1, channels, d, h, w]
     * @return the slices in order of depth, one for a picture; 0 black and 1 white, not clipped
     */
    public List<Image> decode(float[] latents, long... shape) {
        float[] unscaled = new float[latents.length];
        for (int i = 0; i < latents.length; i++) {
            unscaled[i] = (float) (latents[i] / latent.scale() + latent.shift());
        }
        Tensor decoded = graph.run(Map.of(input, Tensor.of(unscaled, shape)), Set.of(output))
                .get(output);
        return slices((Tensor.Floats) decoded);
    }

    private List<Image> slices(Tensor.Floats decoded) {
        long[] shape = decoded.shape();
        if (shape.length < 4 || shape.length > 5 || shape[0] != 1 || (shape[1] != 1 && shape[1] != 3)) {
            throw new Rejected(
                    "vae_decoder",
                    "its output has shape " + java.util.Arrays.toString(shape),
                    "Use a decoder that gives [1, 1 or 3, height, width], or with a depth before the height");
        }
        int depth = shape.length == 5 ? (int) shape[2] : 1;
        // One range for all slices: what is equally dense is equally grey.
        Range range = Range.of(space, decoded.values());
        List<Image> slices = new ArrayList<>();
        for (int z = 0; z < depth; z++) {
            slices.add(slice(decoded, z, depth, range));
        }
        return slices;
    }

    private Image slice(Tensor.Floats decoded, int z, int depth, Range range) {
        long[] shape = decoded.shape();
        int channels = (int) shape[1];
        int height = (int) shape[shape.length - 2];
        int width = (int) shape[shape.length - 1];
        int plane = height * width;
        float[] samples = new float[channels * plane];
        for (int c = 0; c < channels; c++) {
            int from = (c * depth + z) * plane;
            for (int i = 0; i < plane; i++) {
                samples[i * channels + c] = range.normalise(decoded.values()[from + i]);
            }
        }
        Image image = new Image(width, height, channels, samples);
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
