package org.skiagraph.graph.internal;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.TensorInfo;

/** Walks GraphProto and what nests in it: nodes, their attributes' subgraphs, initializers. */
final class GraphReader {
    // Field numbers of GraphProto, NodeProto and AttributeProto.
    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;
    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int ATTRIBUTE_TENSORS = 10;
    private static final int ATTRIBUTE_GRAPHS = 11;

    private final Path model;
    private final ExternalData external;
    private final TensorReader tensors;
    private final ValueReader values;
    private List<TensorInfo> inputs = List.of();
    private List<TensorInfo> outputs = List.of();
    private int nodes;
    private int initializers;

    GraphReader(Path model) {
        this.model = model;
        this.external = new ExternalData(model);
        this.tensors = new TensorReader(model, external);
        this.values = new ValueReader(model);
    }

    int nodes() {
        return nodes;
    }

    int initializers() {
        return initializers;
    }

    List<TensorInfo> inputs() {
        return inputs;
    }

    List<TensorInfo> outputs() {
        return outputs;
    }

    ExternalData external() {
        return external;
    }

    /** Reads the outermost graph. */
    void read(CodedInputStream in) throws IOException {
        unresolved(in, 0).stream().findFirst().ifPresent(name -> {
            throw rejected("it is cyclic or not in order: \"" + name + "\" is used before anything makes it");
        });
    }

    /** The names that a graph uses but does not make before their use; a subgraph's may come from around it. */
    private List<String> unresolved(CodedInputStream in, int depth) throws IOException {
        if (depth > Limits.SUBGRAPH_DEPTH) {
            throw rejected("its subgraphs nest deeper than " + Limits.SUBGRAPH_DEPTH);
        }
        Set<String> given = new HashSet<>();
        Set<String> made = new HashSet<>();
        List<String> uses = new ArrayList<>();
        List<TensorInfo> declared = new ArrayList<>();
        List<TensorInfo> wanted = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case NODE -> Wire.message(in, nested -> node(nested, made, uses, depth));
                case INITIALIZER -> Wire.message(in, nested -> given.add(initializer(nested)));
                case INPUT -> Wire.message(in, nested -> declared.add(values.read(nested)));
                case OUTPUT -> Wire.message(in, nested -> wanted.add(values.read(nested)));
                default -> Wire.skip(in, tag);
            }
        }
        if (depth == 0) {
            inputs = declared.stream()
                    .filter(info -> !given.contains(info.name()))
                    .toList();
            outputs = wanted;
        }
        wanted.stream()
                .map(TensorInfo::name)
                .filter(name -> !made.contains(name))
                .forEach(uses::add);
        declared.stream().map(TensorInfo::name).forEach(given::add);
        // Initializers and inputs come after the nodes in the file, so what nodes use is judged at the end.
        uses.removeAll(given);
        return uses;
    }

    private void node(CodedInputStream in, Set<String> made, List<String> uses, int depth) throws IOException {
        if (++nodes > Limits.NODES) {
            throw rejected("it has more than " + Limits.NODES + " nodes");
        }
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case NODE_INPUT -> inputs.add(Wire.text(in, model));
                case NODE_OUTPUT -> outputs.add(Wire.text(in, model));
                case NODE_ATTRIBUTE -> Wire.message(in, nested -> attribute(nested, inputs, depth));
                default -> Wire.skip(in, tag);
            }
        }
        inputs.stream().filter(name -> !name.isEmpty() && !made.contains(name)).forEach(uses::add);
        made.addAll(outputs);
    }

    private void attribute(CodedInputStream in, List<String> uses, int depth) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case ATTRIBUTE_TENSOR, ATTRIBUTE_TENSORS -> Wire.message(in, tensors::read);
                case ATTRIBUTE_GRAPH, ATTRIBUTE_GRAPHS ->
                    Wire.message(in, nested -> uses.addAll(unresolved(nested, depth + 1)));
                default -> Wire.skip(in, tag);
            }
        }
    }

    private String initializer(CodedInputStream in) throws IOException {
        if (++initializers > Limits.INITIALIZERS) {
            throw rejected("it has more than " + Limits.INITIALIZERS + " initializers");
        }
        return tensors.read(in);
    }

    private Rejected rejected(String what) {
        return new Rejected(model.toString(), what, "Export the model again");
    }
}
