package org.skiagraph.diffusion.family;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.Graphs;

/** A bundle's graphs, each opened when it is first asked for, and all closed together. */
final class OpenNetworks implements AutoCloseable {
    private final ModelBundle bundle;
    private final Graphs graphs;
    private final Map<String, Graph> open = new LinkedHashMap<>();

    OpenNetworks(ModelBundle bundle, Graphs graphs) {
        this.bundle = bundle;
        this.graphs = graphs;
    }

    boolean has(String role) {
        return bundle.components().containsKey(role);
    }

    /** @throws Rejected if the bundle has no such graph */
    synchronized Graph graph(String role) {
        if (!has(role)) {
            throw new Rejected(role, "the bundle " + bundle.name() + " has no such graph", "Export it too");
        }
        return open.computeIfAbsent(role, key -> graphs.open(bundle.components().get(key)));
    }

    NetworkSignature signature(String role) {
        Graph graph = graph(role);
        return NetworkSignature.of(
                role,
                graph.inputs().values(),
                graph.outputs().values(),
                bundle.composition().inputs());
    }

    Network network(String role, LatentShape shape) {
        return new Network(graph(role), signature(role), shape);
    }

    /** The name of a network in the flavour that the bundle asks for. */
    String flavoured(Function<String, String> plainToRole) {
        return plainToRole.apply(bundle.composition().selfConditioning() ? "unet_selfcond" : "unet");
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Graph::close);
        open.clear();
    }
}
