package org.skiagraph.domain;

/**
 * The number that all noise of a request is derived from.
 *
 * @param value 0 to 2^63 - 1
 */
public record Seed(long value) {
    public Seed {
        if (value < 0) {
            throw new Rejected("seed", value + " is negative", "Give a seed from 0 to " + Long.MAX_VALUE);
        }
    }
}
