package org.skiagraph.graph;

import java.util.List;
import java.util.Optional;

/**
 * A constant tensor of a graph.
 *
 * @param shape sizes per axis
 * @param type of its elements; empty for one that no arithmetic is done with here
 * @param uses nodes that take it, in the graph's order
 */
public record Weight(String name, List<Long> shape, Optional<ElementType> type, List<Use> uses) {
    public Weight {
        shape = List.copyOf(shape);
        uses = List.copyOf(uses);
    }

    /**
     * @param order place of the node in the graph
     * @param node its name, behind the module's path and a slash where the exporter tells it; may be ""
     * @param operator such as "MatMul"
     * @param input position among its inputs
     * @param data the first other input of the node: what the weight is applied to; "" if there is none
     * @param transposed whether a Gemm takes it transposed
     */
    public record Use(int order, String node, String operator, int input, String data, boolean transposed) {}
}
