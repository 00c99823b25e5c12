package org.skiagraph.graph;

/** Element types that diffusion graphs use for their inputs and outputs. */
public enum ElementType {
    FLOAT,
    FLOAT16,
    BFLOAT16,
    DOUBLE,
    INT32,
    INT64,
    BOOL
}
