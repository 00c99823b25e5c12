package org.skiagraph.diffusion.bundle;

/**
 * The network's own input that a condition goes to.
 *
 * @param name as the graph has it
 * @param as the tensor's form
 * @param scale what values are multiplied with
 * @param length values of the tensor's one row, where they are not the number of classes
 */
public record ConditionInput(String name, As as, double scale, int length) {
    public enum As {
        /** A class by its number, int64 [1]. */
        NUMBER,
        /** A class among zeros, float32 [1, classes]; what stands for it is the scale. */
        ONEHOT,
        /** Numbers, float32 [1, length]; one for all where one is given. */
        VALUES
    }
}
