package org.skiagraph.diffusion.bundle;

/**
 * A value that nobody wrote down, with the reason to believe it.
 *
 * @param key of bundle.yaml ("latent.scale"), or "graphs.ROLE.WHAT" for a fact that only a run of the graph tells
 * @param value as the manifest writes it
 * @param reason where it comes from ("vae_decoder/config.json scaling_factor")
 */
public record Inference(String key, String value, String reason) {
    @Override
    public String toString() {
        return key + " " + value + ": " + reason;
    }
}
