package org.skiagraph.graph;

/** Which execution provider to use. AUTO takes CUDA where it really initialises, else the CPU, and says why. */
public enum ProviderChoice {
    CPU,
    CUDA,
    AUTO
}
