package org.skiagraph.diffusion.bundle.internal.source;

import org.skiagraph.domain.Rejected;

/** Bounds above any real model; a source beyond them is an accident or an attack. */
final class SourceLimits {
    static final int ENTRIES = 10_000;
    static final long FILE_GIB = 64;
    static final long TOTAL_GIB = 256;
    /** Weights hardly shrink, and vocabularies by ten at most. */
    static final int RATIO = 100;
    /** Below this a ratio says nothing. */
    static final long SMALL = 64L << 20;

    private static final String USE = "Import the exported model's own directory";

    private final String source;
    private int entries;
    private long bytes;

    SourceLimits(String source) {
        this.source = source;
    }

    /** Counts one entry in. */
    void add(String name, long size) {
        if (++entries > ENTRIES) {
            throw new Rejected(source, "it holds over " + ENTRIES + " files and directories", USE);
        }
        if (size < 0 || size > FILE_GIB << 30) {
            throw new Rejected(
                    source,
                    "\"" + name + "\" is of " + size + " bytes, over the " + FILE_GIB + " GiB of one file",
                    USE);
        }
        bytes += size;
        if (bytes > TOTAL_GIB << 30) {
            throw new Rejected(source, "its files are larger than " + TOTAL_GIB + " GiB together", USE);
        }
    }

    /** What all entries unpack to, against what they are packed in. */
    void requireRatio(long packed) {
        if (bytes > SMALL && bytes / RATIO > Math.max(1, packed)) {
            throw new Rejected(
                    source,
                    "its " + packed + " bytes unpack to " + bytes + ", over " + RATIO + " times as many",
                    "If it is no bomb, unpack it yourself and import the directory");
        }
    }

    long bytes() {
        return bytes;
    }
}
