package org.skiagraph.diffusion.bundle.internal.probe;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.ElementType;
import org.skiagraph.graph.Graph;
import org.skiagraph.graph.GraphFile;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;
import org.skiagraph.graph.Weight;

/** Runs the graphs of a bundle once each, on inputs that are known. */
public final class DryRun {
    private static final Set<ElementType> HALVES = Set.of(ElementType.FLOAT16, ElementType.BFLOAT16);
    private static final double TOLERANCE = 0.005;
    private static final double HALF_TOLERANCE = 0.05;

    private final Graphs graphs;
    private final Sizes sizes;
    private final KnownInputs inputs;

    public DryRun(ModelBundle bundle, Graphs graphs) {
        this.graphs = graphs;
        this.sizes = new Sizes(bundle);
        this.inputs = new KnownInputs(sizes);
    }

    /** Roles in an order in which each finds what it needs of those before it. */
    public static List<String> order(Set<String> roles) {
        List<String> first = List.of("text_encoder", "image_encoder", "controlnet", "prior", "unet");
        return roles.stream()
                .sorted(java.util.Comparator.<String>comparingInt(role -> first.stream()
                                .filter(role::startsWith)
                                .map(first::indexOf)
                                .findFirst()
                                .orElse(first.size()))
                        .thenComparing(role -> role))
                .toList();
    }

    /**
     * @param half whether it computes in half precision
     * @param rows that a network was run with
     * @param outputs as they came
     */
    public record Outcome(
            GraphPrint print,
            boolean half,
            int rows,
            Map<String, TensorInfo> declaredInputs,
            Map<String, Tensor> outputs) {}

    /**
     * @return empty for a graph of a role that only its family understands, where it cannot be run without that
     * @throws Rejected if the graph cannot be run with inputs of its own declared kind
     */
    public Optional<Outcome> run(String role) {
        try {
            return Optional.of(known(role));
        } catch (Rejected e) {
            if (KnownInputs.isUnderstood(role)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Outcome known(String role) {
        Path model = sizes.bundle().components().get(role);
        try (Graph graph = graphs.open(model)) {
            int rows = KnownInputs.isNetwork(role) ? 2 : 1;
            List<KnownInput> known = inputs(role, graph, rows);
            Map<String, Tensor> outputs;
            try {
                outputs = KnownRun.of(graph, known, graph.outputs().keySet());
            } catch (Rejected e) {
                if (rows == 1) {
                    throw e;
                }
                rows = 1;
                known = inputs(role, graph, rows);
                outputs = KnownRun.of(graph, known, graph.outputs().keySet());
            }
            boolean half = isHalf(model, graph);
            GraphPrint print =
                    new GraphPrint(role, half ? HALF_TOLERANCE : TOLERANCE, known, prints(role, graph, known, outputs));
            print.outputs().forEach((name, output) -> sizes.record(role, name, output.shape()));
            return new Outcome(print, half, rows, graph.inputs(), outputs);
        }
    }

    private List<KnownInput> inputs(String role, Graph graph, int rows) {
        return inputs.of(role, graph.inputs().values(), graph.outputs().values(), rows);
    }

    private static Map<String, OutputPrint> prints(
            String role, Graph graph, List<KnownInput> known, Map<String, Tensor> outputs) {
        Map<String, OutputPrint> prints = new LinkedHashMap<>();
        outputs.forEach((name, tensor) -> prints.put(name, OutputPrint.of(tensor)));
        if (role.startsWith("vae_encoder")) {
            // Older exports draw from the posterior inside the graph.
            KnownRun.of(graph, known, outputs.keySet()).forEach((name, again) -> {
                if (!Arrays.equals(OutputPrint.values(again), OutputPrint.values(outputs.get(name)))) {
                    prints.computeIfPresent(name, (key, print) -> print.drawn());
                }
            });
        }
        return prints;
    }

    private static boolean isHalf(Path model, Graph graph) {
        boolean declared = graph.inputs().values().stream().anyMatch(info -> HALVES.contains(info.type()));
        return declared
                || GraphFile.weights(model).stream().map(Weight::type).anyMatch(type -> type.filter(HALVES::contains)
                        .isPresent());
    }
}
