package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiagraph.diffusion.bundle.ModelBundle.Composition;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.diffusion.bundle.ModelBundle.Conditioning;
import org.skiagraph.diffusion.bundle.ModelBundle.Masking;
import org.skiagraph.diffusion.bundle.ModelBundle.PriorStage;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;

/** Reads what a model is made of. */
final class Compositions {
    private static final int MOST_CLASSES = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Components components;
    private final Manifest manifest;
    private final JsonNode index;
    private final List<String> notes;

    Compositions(Components components, Manifest manifest, JsonNode index, List<String> notes) {
        this.components = components;
        this.manifest = manifest;
        this.index = index;
        this.notes = notes;
    }

    Composition read() {
        Conditioning conditioning = conditioning();
        Masking masking = Masking.valueOf(manifest.word("masking", "diffusers", "kandinsky", "none")
                .orElse("diffusers")
                .toUpperCase(java.util.Locale.ROOT));
        return new Composition(
                conditioning,
                masking,
                manifest.flag("selfConditioning").orElse(false),
                inputs(),
                conditions(conditioning.kind()),
                conditioning.kind() == Conditioning.Kind.PRIOR ? Optional.of(prior()) : Optional.empty(),
                Upscales.read(components, manifest));
    }

    private Conditioning conditioning() {
        String kind = manifest.word("conditioning.kind", "text", "class", "scalars", "prior", "inputs")
                .orElseThrow(() -> manifest.unknown(
                        "conditioning.kind",
                        "\"" + manifest.text("family").orElse("") + "\" is none of the families that are known, "
                                + FamilyData.names()));
        boolean tokens = manifest.word("conditioning.mask", "ones", "tokens")
                .map("tokens"::equals)
                .orElseGet(() -> components
                        .config("text_encoder")
                        .path("use_attention_mask")
                        .asBoolean(false));
        boolean zeros = manifest.word("conditioning.withoutNegative", "empty", "zeros")
                .map("zeros"::equals)
                .orElse(false);
        // diffusers' own switch for the same.
        JsonNode forced = index.path("force_zeros_for_empty_prompt");
        return new Conditioning(
                Conditioning.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
                manifest.word("conditioning.hidden", "last", "penultimate")
                        .map("penultimate"::equals)
                        .orElse(false),
                manifest.flag("conditioning.pooled").orElse(false),
                tokens ? Conditioning.TokenMask.TOKENS : Conditioning.TokenMask.ONES,
                manifest.flag("conditioning.cut").orElse(false),
                forced.isBoolean() ? forced.asBoolean() : zeros);
    }

    private Map<String, String> inputs() {
        return inputs(manifest);
    }

    static Map<String, String> inputs(Manifest manifest) {
        Map<String, String> names = new TreeMap<>();
        manifest.at("inputs")
                .properties()
                .forEach(entry -> names.put(entry.getKey(), entry.getValue().asText()));
        ConditionSpecs.inputs(manifest).forEach(name -> names.put(NetworkSignature.CONDITION + name, name));
        return names;
    }

    private PriorStage prior() {
        JsonNode stored = components.document("prior_scheduler/scheduler_config.json");
        if (!stored.isObject()) {
            throw manifest.unknown("prior", "there is no prior_scheduler/scheduler_config.json");
        }
        return new PriorStage(
                JSON.convertValue(stored, new TypeReference<LinkedHashMap<String, Object>>() {}),
                manifest.whole("prior.numInferenceSteps").orElse(25),
                manifest.number("prior.guidanceScale").orElse(4.0));
    }

    private List<ConditionSpec> conditions(Conditioning.Kind kind) {
        Optional<Entry> given = Entry.of(manifest, "conditions");
        if (given.isPresent()) {
            return new ConditionSpecs(components, manifest, notes).read(given.get(), kind);
        }
        return switch (kind) {
            case CLASS -> List.of(label());
            case SCALARS -> scalars();
            case INPUTS -> throw manifest.unknown("conditions", "no file says which inputs the UNet takes them by");
            default -> List.of();
        };
    }

    private ConditionSpec label() {
        List<String> classes = texts(index.path("classes"));
        if (classes.isEmpty()) {
            int count = components.config("unet").path("num_classes").asInt(0);
            if (count < 1 || count > MOST_CLASSES) {
                throw manifest.unknown("conditions", "no file names the classes");
            }
            for (int i = 0; i < count; i++) {
                classes.add(String.valueOf(i));
            }
        }
        return new ConditionSpec("label", classes, 0, 1, Optional.empty(), Optional.empty());
    }

    private List<ConditionSpec> scalars() {
        NetworkSignature unet = components.signature("unet", manifest);
        long count = unet.part(Part.CONTEXT).map(info -> info.shape().get(2)).orElse(0L);
        if (count < 1 || count > 1024) {
            throw manifest.unknown("conditions", "the UNet leaves open how many scalars it takes");
        }
        notes.add(
                "conditions: condition1 to condition" + count + ", each 0 to 1, since the manifest does not name them");
        List<ConditionSpec> specs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            specs.add(new ConditionSpec("condition" + i, List.of(), 0, 1, Optional.empty(), Optional.empty()));
        }
        return specs;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
