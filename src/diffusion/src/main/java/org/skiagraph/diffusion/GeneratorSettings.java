package org.skiagraph.diffusion;

/**
 * What a generator may use.
 *
 * @param memoryBudgetBytes what the activations of one UNet call may take, roughly; more images than fit are made in
 *     several batches. A fixed number rather than the memory that happens to be free, since the batch size is part of
 *     what bit-for-bit equality needs.
 */
public record GeneratorSettings(long memoryBudgetBytes) {
    public static final GeneratorSettings DEFAULT = new GeneratorSettings(2L << 30);
}
