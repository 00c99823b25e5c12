package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.skiagraph.diffusion.bundle.Inference;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;

/** A manifest that leaves nothing to inference: the source's own words, and every value that was found beside them. */
final class ManifestDraft {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ModelBundle bundle;
    private final Reasons reasons;
    private final ObjectNode root;
    private final List<Inference> inferred = new ArrayList<>();

    private ManifestDraft(ModelBundle bundle, ObjectNode stated, Reasons reasons) {
        this.bundle = bundle;
        this.root = stated;
        this.reasons = reasons;
    }

    /** @param stated the source's own words; written into */
    static ManifestDraft of(ModelBundle bundle, ObjectNode stated, Reasons reasons) {
        ManifestDraft draft = new ManifestDraft(bundle, stated, reasons);
        draft.add("version", JSON.textNode("1"));
        draft.add("family", JSON.textNode(bundle.family()));
        draft.spaces();
        draft.defaults();
        draft.composition();
        draft.tokenizers();
        draft.files();
        return draft;
    }

    ObjectNode root() {
        return root;
    }

    List<Inference> inferred() {
        return inferred;
    }

    private void spaces() {
        ModelBundle.LatentSpace latent = bundle.latent();
        add("latent.channels", JSON.numberNode(latent.channels()));
        add("latent.scale", number(latent.scale()));
        add("latent.shift", number(latent.shift()));
        add("latent.factor", JSON.numberNode(latent.factor()));
        add("latent.multiple", JSON.numberNode(latent.multiple()));
        add("latent.roundsUp", JSON.booleanNode(latent.roundsUp()));
        ModelBundle.ImageSpace image = bundle.image();
        add("image.low", number(image.low()));
        add("image.high", number(image.high()));
        add("image.channels", JSON.numberNode(image.channels()));
        add("image.colour", JSON.booleanNode(image.colour()));
        add("image.stretchPerImage", JSON.booleanNode(image.stretchPerImage()));
        add("image.width", JSON.numberNode(image.width()));
        add("image.height", JSON.numberNode(image.height()));
        image.depth().ifPresent(depth -> add("image.depth", JSON.numberNode(depth)));
        image.voxels().ifPresent(voxels -> {
            ArrayNode spacing = JSON.arrayNode();
            voxels.spacingMm().forEach(mm -> spacing.add(number(mm)));
            add("image.axes", JSON.textNode(voxels.axes()));
            add("image.voxelSpacingMm", spacing);
        });
    }

    private void defaults() {
        ModelBundle.Defaults defaults = bundle.defaults();
        add("guidance.formula", JSON.textNode(defaults.guidanceFormula()));
        add("guidance.scale", number(defaults.guidanceScale()));
        add("guidance.rescale", number(defaults.guidanceRescale()));
        defaults.guidanceOffAt().ifPresent(scale -> add("guidance.offAt", number(scale)));
        add("numInferenceSteps", JSON.numberNode(defaults.numInferenceSteps()));
        add("eta", number(defaults.eta()));
    }

    private void composition() {
        ModelBundle.Composition composition = bundle.composition();
        ModelBundle.Conditioning conditioning = composition.conditioning();
        add("conditioning.kind", word(conditioning.kind()));
        add("conditioning.hidden", JSON.textNode(conditioning.penultimate() ? "penultimate" : "last"));
        add("conditioning.pooled", JSON.booleanNode(conditioning.pooled()));
        add("conditioning.mask", word(conditioning.tokenMask()));
        add("conditioning.cut", JSON.booleanNode(conditioning.cut()));
        add("conditioning.withoutNegative", JSON.textNode(conditioning.zerosWithoutNegative() ? "zeros" : "empty"));
        add("masking", word(composition.masking()));
        add("selfConditioning", JSON.booleanNode(composition.selfConditioning()));
        reasons.unusualNames().forEach((key, name) -> add("inputs." + key, JSON.textNode(name)));
        composition.prior().ifPresent(prior -> {
            add("prior.numInferenceSteps", JSON.numberNode(prior.numInferenceSteps()));
            add("prior.guidanceScale", number(prior.guidanceScale()));
        });
        if (!composition.conditions().isEmpty()) {
            add("conditions", conditions(composition.conditions()));
        }
    }

    private static ArrayNode conditions(List<ConditionSpec> specs) {
        ArrayNode conditions = JSON.arrayNode();
        for (ConditionSpec spec : specs) {
            ObjectNode node = conditions.addObject().put("name", spec.name());
            if (spec.classes().isEmpty()) {
                node.set("from", number(spec.from()));
                node.set("to", number(spec.to()));
            } else {
                spec.classes().forEach(node.putArray("classes")::add);
            }
            spec.byDefault().ifPresent(value -> node.put("default", value));
        }
        return conditions;
    }

    private void tokenizers() {
        for (Map.Entry<String, ModelBundle.TokenizerSpec> entry :
                bundle.tokenizers().entrySet()) {
            String path = "tokenizers." + entry.getKey();
            String place = bundle.directory()
                    .relativize(entry.getValue().directory())
                    .toString()
                    .replace('\\', '/');
            add(path + ".directory", JSON.textNode(place));
            add(path + ".maxLength", JSON.numberNode(entry.getValue().maxLength()));
        }
    }

    private void files() {
        bundle.details().card().ifPresent(file -> add("card", relative(file)));
        bundle.details().vocabulary().ifPresent(file -> add("vocabulary", relative(file)));
    }

    private JsonNode relative(java.nio.file.Path file) {
        return JSON.textNode(bundle.directory().relativize(file).toString().replace('\\', '/'));
    }

    /** Writes a value where the source says nothing, and remembers why it is believed. */
    private void add(String path, JsonNode value) {
        String[] keys = path.split("\\.");
        ObjectNode node = root;
        for (int i = 0; i < keys.length - 1; i++) {
            JsonNode next = node.path(keys[i]);
            node = next instanceof ObjectNode object ? object : node.putObject(keys[i]);
        }
        String last = keys[keys.length - 1];
        if (!node.has(last)) {
            node.set(last, value);
            inferred.add(new Inference(path, value.isTextual() ? value.asText() : value.toString(), reasons.of(path)));
        }
    }

    /** Whole numbers without their ".0". */
    private static ValueNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? JSON.numberNode((long) value)
                : JSON.numberNode(value);
    }

    private static JsonNode word(Enum<?> value) {
        return JSON.textNode(value.name().toLowerCase(Locale.ROOT));
    }
}
