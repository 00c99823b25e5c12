package org.skiagraph.diffusion.reference;

import java.io.IOException;
import java.util.List;
import org.skiagraph.diffusion.bundle.BundleSearch;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.decoding.LatentDecoder;
import org.skiagraph.diffusion.decoding.LatentEncoder;
import org.skiagraph.domain.Image;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.OnnxRuntime;
import org.skiagraph.graph.RuntimeSettings;

/** A picture through the autoencoder and back. */
final class ReconstructionCheck {
    private final PipelineCase given;

    ReconstructionCheck(PipelineCase given) {
        this.given = given;
    }

    void run() throws IOException {
        ModelBundle bundle = BundleSearch.on(List.of(given.bundle().getParent()))
                .load(given.bundle().toString());
        Npy stored = given.array("input_image.npy");
        Image image = new Image((int) stored.shape()[3], (int) stored.shape()[2], 1, stored.floats());
        float[] noise = given.array("posterior_noise.npy").floats();
        long[] shape = given.array("z_mu.npy").shape();
        try (Graphs graphs = OnnxRuntime.start(RuntimeSettings.DEFAULT);
                LatentEncoder encoder = new LatentEncoder(
                        graphs.open(bundle.components().get("vae_encoder")), bundle.latent(), bundle.image());
                LatentDecoder decoder = new LatentDecoder(
                        graphs.open(bundle.components().get("vae_decoder")), bundle.latent(), bundle.image())) {
            float[] mean = encoder.encode(image, float[]::new);
            float[] drawn = encoder.encode(image, length -> noise);
            double scale = bundle.latent().scale();
            close("z_mu.npy", scaled(mean, 1 / scale));
            close("z_sample.npy", scaled(drawn, 1 / scale));
            close("diffusion_latents.npy", drawn);
            close("reconstruction.npy", decoder.decode(mean, shape).get(0).samples());
            close(
                    "reconstruction_sample.npy",
                    decoder.decode(drawn, shape).get(0).samples());
        }
    }

    private static float[] scaled(float[] values, double factor) {
        float[] scaled = new float[values.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (values[i] * factor);
        }
        return scaled;
    }

    private void close(String file, float[] ours) throws IOException {
        Closeness.check(given.directory(), file, ours, given.array(file).floats(), given.tolerance("image"));
    }
}
