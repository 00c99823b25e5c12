package org.skiagraph.diffusion.bundle.internal.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.skiagraph.diffusion.bundle.internal.Documents;
import org.skiagraph.diffusion.bundle.internal.probe.KnownInput.Fill;
import org.skiagraph.domain.Rejected;

/** fingerprint.json: for each graph what it was given and what it gave. */
public final class FingerprintFile {
    private static final String FORM = "skiagraph-fingerprint-1";
    private static final int MOST_AXES = 16;
    private static final int MOST_SAMPLES = 16;
    private static final long MOST_ELEMENTS = 1L << 30;

    private FingerprintFile() {}

    public static ObjectNode tree(List<GraphPrint> prints) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("form", FORM);
        root.put("noise", "Philox 4x32-10, seed " + KnownInput.SEED + ", purpose 0, step 0, image = the input's place");
        ObjectNode graphs = root.putObject("graphs");
        prints.forEach(print -> graphs.set(print.role(), tree(print)));
        return root;
    }

    private static ObjectNode tree(GraphPrint print) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("tolerance", print.tolerance());
        ArrayNode inputs = tree.putArray("inputs");
        for (KnownInput input : print.inputs()) {
            ObjectNode node = inputs.addObject().put("name", input.name());
            input.shape().forEach(node.putArray("shape")::add);
            node.put("fill", input.fill().name().toLowerCase(Locale.ROOT)).put("scale", input.scale());
        }
        ObjectNode outputs = tree.putObject("outputs");
        print.outputs().forEach((name, output) -> {
            ObjectNode node = outputs.putObject(name);
            output.shape().forEach(node.putArray("shape")::add);
            node.put("finite", output.finite()).put("steady", output.steady());
            if (output.finite() && output.steady()) {
                node.put("mean", output.mean()).put("std", output.std());
                node.put("low", output.low()).put("high", output.high());
                output.sampled().forEach(node.putArray("sampled")::add);
            }
        });
        return tree;
    }

    /** @throws Rejected if it is of another form, or not one of ours */
    static List<GraphPrint> read(Path file) {
        JsonNode root = Documents.json(file);
        if (!root.path("form").asText().equals(FORM) || !root.path("graphs").isObject()) {
            throw unreadable(file, null);
        }
        try {
            List<GraphPrint> prints = new ArrayList<>();
            root.path("graphs").properties().forEach(graph -> prints.add(graph(graph.getKey(), graph.getValue())));
            return prints;
        } catch (IllegalArgumentException e) {
            throw unreadable(file, e);
        }
    }

    private static Rejected unreadable(Path file, Throwable cause) {
        return new Rejected(
                file.toString(), "it is no fingerprint of the form " + FORM, "Import the model again", cause);
    }

    private static GraphPrint graph(String role, JsonNode node) {
        List<KnownInput> inputs = new ArrayList<>();
        node.path("inputs")
                .forEach(input -> inputs.add(new KnownInput(
                        input.path("name").asText(),
                        shape(input.path("shape")),
                        Fill.valueOf(input.path("fill").asText().toUpperCase(Locale.ROOT)),
                        input.path("scale").asDouble())));
        Map<String, OutputPrint> outputs = new LinkedHashMap<>();
        node.path("outputs").properties().forEach(output -> outputs.put(output.getKey(), output(output.getValue())));
        return new GraphPrint(role, node.path("tolerance").asDouble(), inputs, outputs);
    }

    private static OutputPrint output(JsonNode node) {
        List<Double> sampled = new ArrayList<>();
        node.path("sampled").forEach(value -> sampled.add(value.asDouble()));
        if (sampled.size() > MOST_SAMPLES) {
            throw new IllegalArgumentException(sampled.size() + " samples");
        }
        return new OutputPrint(
                shape(node.path("shape")),
                node.path("finite").asBoolean(),
                node.path("steady").asBoolean(),
                node.path("mean").asDouble(),
                node.path("std").asDouble(),
                node.path("low").asDouble(),
                node.path("high").asDouble(),
                sampled);
    }

    private static List<Long> shape(JsonNode node) {
        List<Long> shape = new ArrayList<>();
        node.forEach(size -> shape.add(size.asLong()));
        double elements = shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        if (shape.size() > MOST_AXES || shape.stream().anyMatch(size -> size < 0) || elements > MOST_ELEMENTS) {
            throw new IllegalArgumentException("shape " + shape);
        }
        return shape;
    }
}
