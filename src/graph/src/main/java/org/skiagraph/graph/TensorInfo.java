package org.skiagraph.graph;

import java.util.List;

/**
 * An input or output as the graph declares it.
 *
 * @param shape one entry per axis, -1 where the graph leaves it open; empty for a scalar
 */
public record TensorInfo(String name, ElementType type, List<Long> shape) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    public int rank() {
        return shape.size();
    }

    /** Whether the axis may have this size: it is open, or declared so. */
    public boolean accepts(int axis, long size) {
        return shape.get(axis) == -1 || shape.get(axis) == size;
    }
}
