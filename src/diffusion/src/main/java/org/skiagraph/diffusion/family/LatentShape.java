package org.skiagraph.diffusion.family;

/** One picture's latents: channels, height and width in latent pixels. */
public record LatentShape(int channels, int height, int width) {
    /** Values per picture. */
    public int size() {
        return channels * height * width;
    }
}
