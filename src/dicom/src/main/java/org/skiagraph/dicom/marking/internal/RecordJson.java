package org.skiagraph.dicom.marking.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.domain.GenerationRecord;
import org.skiagraph.domain.GenerationRecord.Bundle;
import org.skiagraph.domain.GenerationRecord.Control;
import org.skiagraph.domain.GenerationRecord.Execution;
import org.skiagraph.domain.GenerationRecord.Framing;
import org.skiagraph.domain.GenerationRecord.Inputs;
import org.skiagraph.domain.GenerationRecord.Prior;
import org.skiagraph.domain.GenerationRecord.Product;
import org.skiagraph.domain.GenerationRecord.Request;
import org.skiagraph.domain.GenerationRecord.Sampling;
import org.skiagraph.domain.GenerationRecord.Template;

/** The generation record as compact JSON of ASCII only, so that no character set can change it on its way. */
public final class RecordJson {
    private static final ObjectMapper MAPPER = new ObjectMapper(
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    private RecordJson() {}

    public static String write(GenerationRecord record) {
        ObjectNode root = MAPPER.createObjectNode();
        root.putObject("product")
                .put("name", record.product().name())
                .put("version", record.product().version());
        root.putObject("bundle")
                .put("name", record.bundle().name())
                .put("version", record.bundle().version())
                .put("digest", record.bundle().digest());
        request(root.putObject("request"), record.request());
        sampling(root.putObject("sampling"), record.sampling());
        ObjectNode execution = root.putObject("execution")
                .put("provider", record.execution().provider())
                .put("onnxRuntimeVersion", record.execution().onnxRuntimeVersion())
                .put("instructionSet", record.execution().instructionSet())
                .put("threads", record.execution().threads())
                .put("batch", record.execution().batch());
        record.execution().batchFirst().ifPresent(first -> execution.put("batchFirst", first));
        root.putObject("template")
                .put("name", record.template().name())
                .put("digest", record.template().digest());
        inputs(root.putObject("inputs"), record.inputs());
        try {
            return MAPPER.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers", e);
        }
    }

    private static void request(ObjectNode node, Request request) {
        node.put("mode", request.mode());
        node.put("prompt", request.prompt());
        request.negativePrompt().ifPresent(negative -> node.put("negativePrompt", negative));
        node.put("longPrompt", request.longPrompt());
        node.put("promptWeights", request.promptWeights());
        node.set("conditions", MAPPER.valueToTree(request.conditions()));
        node.put("seed", request.seed());
        node.put("imageIndex", request.imageIndex());
        node.put("width", request.width());
        node.put("height", request.height());
        request.depth().ifPresent(depth -> node.put("depth", depth));
        request.framing().ifPresent(framing -> {
            ObjectNode frame = node.putObject("framing").put("mirrored", framing.mirrored());
            framing.aspect().ifPresent(aspect -> frame.put("aspect", aspect));
        });
    }

    private static void sampling(ObjectNode node, Sampling sampling) {
        node.put("scheduler", sampling.scheduler());
        node.set("schedulerConfig", MAPPER.valueToTree(sampling.schedulerConfig()));
        node.put("numInferenceSteps", sampling.numInferenceSteps());
        node.put("guidanceScale", sampling.guidanceScale());
        node.put("guidanceRescale", sampling.guidanceRescale());
        node.put("guidanceStart", sampling.guidanceStart());
        node.put("guidanceStop", sampling.guidanceStop());
        node.put("eta", sampling.eta());
        sampling.strength().ifPresent(strength -> node.put("strength", strength));
        sampling.prior().ifPresent(prior -> node.putObject("prior")
                .put("numInferenceSteps", prior.numInferenceSteps())
                .put("guidanceScale", prior.guidanceScale()));
    }

    private static void inputs(ObjectNode node, Inputs inputs) {
        inputs.adapters().forEach(node.putArray("adapters")::add);
        inputs.source().ifPresent(digest -> node.put("source", digest));
        inputs.mask().ifPresent(digest -> node.put("mask", digest));
        inputs.box().ifPresent(box -> node.put("box", box));
        ArrayNode controls = node.putArray("controls");
        inputs.controls().forEach(control -> {
            ObjectNode one = controls.addObject();
            control.name().ifPresent(name -> one.put("name", name));
            one.put("image", control.image()).put("conditioningScale", control.conditioningScale());
        });
    }

    /**
     * Reads a record; what an older version did not write yet is what it did not do yet.
     *
     * @throws IllegalArgumentException if the text is no record
     */
    public static GenerationRecord read(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        JsonNode execution = object(root, "execution");
        return new GenerationRecord(
                new Product(text(object(root, "product"), "name"), text(object(root, "product"), "version")),
                new Bundle(
                        text(object(root, "bundle"), "name"),
                        text(object(root, "bundle"), "version"),
                        text(object(root, "bundle"), "digest")),
                request(object(root, "request")),
                sampling(object(root, "sampling")),
                new Execution(
                        text(execution, "provider"),
                        text(execution, "onnxRuntimeVersion"),
                        text(execution, "instructionSet"),
                        number(execution, "threads").intValue(),
                        number(execution, "batch").intValue(),
                        execution.has("batchFirst")
                                ? Optional.of(number(execution, "batchFirst").intValue())
                                : Optional.empty()),
                new Template(text(object(root, "template"), "name"), text(object(root, "template"), "digest")),
                inputs(object(root, "inputs")));
    }

    private static Request request(JsonNode node) {
        return new Request(
                text(node, "mode"),
                text(node, "prompt"),
                optional(node, "negativePrompt"),
                text(node, "longPrompt"),
                // Records without it are of a time when brackets meant nothing.
                optional(node, "promptWeights").orElse("off"),
                node.has("conditions")
                        ? MAPPER.convertValue(object(node, "conditions"), new TypeReference<Map<String, String>>() {})
                        : Map.of(),
                number(node, "seed").longValue(),
                number(node, "imageIndex").intValue(),
                number(node, "width").intValue(),
                number(node, "height").intValue(),
                node.has("depth") ? Optional.of(number(node, "depth").intValue()) : Optional.empty(),
                node.has("framing") ? Optional.of(framing(object(node, "framing"))) : Optional.empty());
    }

    private static Framing framing(JsonNode node) {
        return new Framing(node.path("mirrored").asBoolean(false), optional(node, "aspect"));
    }

    private static Sampling sampling(JsonNode node) {
        Map<String, Object> config =
                MAPPER.convertValue(object(node, "schedulerConfig"), new TypeReference<Map<String, Object>>() {});
        return new Sampling(
                text(node, "scheduler"),
                config,
                number(node, "numInferenceSteps").intValue(),
                number(node, "guidanceScale").doubleValue(),
                number(node, "guidanceRescale").doubleValue(),
                number(node, "guidanceStart").doubleValue(),
                number(node, "guidanceStop").doubleValue(),
                number(node, "eta").doubleValue(),
                node.has("strength") ? Optional.of(number(node, "strength").doubleValue()) : Optional.empty(),
                node.has("prior") ? Optional.of(prior(object(node, "prior"))) : Optional.empty());
    }

    private static Prior prior(JsonNode node) {
        return new Prior(
                number(node, "numInferenceSteps").intValue(),
                number(node, "guidanceScale").doubleValue());
    }

    private static Inputs inputs(JsonNode node) {
        List<String> adapters = new ArrayList<>();
        node.path("adapters").forEach(adapter -> adapters.add(adapter.asText()));
        List<Control> controls = new ArrayList<>();
        node.path("controls")
                .forEach(control -> controls.add(new Control(
                        optional(control, "name"),
                        text(control, "image"),
                        number(control, "conditioningScale").doubleValue())));
        return new Inputs(adapters, optional(node, "source"), optional(node, "mask"), optional(node, "box"), controls);
    }

    private static JsonNode object(JsonNode parent, String key) {
        JsonNode node = parent.path(key);
        if (!node.isObject()) {
            throw new IllegalArgumentException("no " + key);
        }
        return node;
    }

    private static String text(JsonNode parent, String key) {
        JsonNode node = parent.path(key);
        if (!node.isTextual()) {
            throw new IllegalArgumentException("no " + key);
        }
        return node.asText();
    }

    private static Optional<String> optional(JsonNode parent, String key) {
        return parent.has(key) ? Optional.of(text(parent, key)) : Optional.empty();
    }

    private static Number number(JsonNode parent, String key) {
        JsonNode node = parent.path(key);
        if (!node.isNumber()) {
            throw new IllegalArgumentException("no " + key);
        }
        return node.numberValue();
    }
}
