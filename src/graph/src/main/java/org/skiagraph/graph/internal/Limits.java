package org.skiagraph.graph.internal;

/** Bounds far above any real model, and far below what would hurt. */
final class Limits {
    static final int NODES = 1_000_000;
    static final int INITIALIZERS = 1_000_000;
    static final int SUBGRAPH_DEPTH = 16;
    static final int NAME_BYTES = 64 * 1024;
    static final long METADATA_BYTES = 16L << 20;
    static final int AXES = 64;

    private Limits() {}
}
