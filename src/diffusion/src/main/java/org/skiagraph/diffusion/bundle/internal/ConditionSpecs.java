package org.skiagraph.diffusion.bundle.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.skiagraph.diffusion.bundle.ConditionInput;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.diffusion.bundle.ModelBundle.Conditioning;
import org.skiagraph.domain.Rejected;

/** Reads a manifest's {@code conditions}: classes and scalars, each perhaps with the input that it goes to. */
final class ConditionSpecs {
    private static final int MOST_VALUES = 4096;

    private final Components components;
    private final Manifest manifest;
    private final List<String> notes;

    ConditionSpecs(Components components, Manifest manifest, List<String> notes) {
        this.components = components;
        this.manifest = manifest;
        this.notes = notes;
    }

    /** The graph's inputs that conditions go to, whatever else may be wrong with them. */
    static List<String> inputs(Manifest manifest) {
        List<String> names = new ArrayList<>();
        manifest.at("conditions").forEach(condition -> {
            JsonNode name = condition.path("input").path("name");
            if (name.isTextual()) {
                names.add(name.asText());
            }
        });
        return names;
    }

    List<ConditionSpec> read(Entry given, Conditioning.Kind kind) {
        List<ConditionSpec> specs = new ArrayList<>();
        for (Entry entry : given.items()) {
            ConditionSpec spec = spec(entry);
            if (kind == Conditioning.Kind.INPUTS && spec.input().isEmpty()) {
                throw new Rejected(entry.where(), "it goes to no input", "Write `input` there, with the graph's name");
            }
            if (spec.input().isEmpty() || isTaken(spec.input().get(), entry)) {
                specs.add(spec);
            }
        }
        return specs;
    }

    private ConditionSpec spec(Entry entry) {
        entry.only("name", "classes", "from", "to", "default", "input");
        String name = entry.need("name").text();
        if (name.isBlank()) {
            throw entry.need("name").wrong("a name");
        }
        List<String> classes = entry.at("classes")
                .map(list -> list.items().stream().map(Entry::text).toList())
                .orElse(List.of());
        return new ConditionSpec(
                name,
                classes,
                entry.at("from").map(Entry::number).orElse(0.0),
                entry.at("to").map(Entry::number).orElse(1.0),
                entry.at("default").map(Entry::text),
                entry.at("input").map(input -> input(input, classes.size())));
    }

    private static ConditionInput input(Entry entry, int classes) {
        entry.only("name", "as", "scale", "length");
        String usual = classes > 0 ? "number" : "values";
        ConditionInput.As as = ConditionInput.As.valueOf(entry.at("as")
                .map(word -> classes > 0 ? word.word("number", "onehot") : word.word("values"))
                .orElse(usual)
                .toUpperCase(Locale.ROOT));
        return new ConditionInput(
                entry.need("name").text(),
                as,
                entry.at("scale").map(Entry::number).orElse(1.0),
                entry.at("length").map(length -> length.whole(1, MOST_VALUES)).orElse(Math.max(1, classes)));
    }

    /** What only some models of a family take is left out; what a bundle's own manifest names has to be there. */
    private boolean isTaken(ConditionInput input, Entry entry) {
        List<String> has = components.summary("unet").inputs().stream()
                .map(info -> info.name())
                .toList();
        if (has.contains(input.name())) {
            return true;
        }
        if (manifest.says("conditions")) {
            throw entry.need("input").wrong("the name of one of the UNet's inputs " + has);
        }
        notes.add("conditions: without what goes to " + input.name() + ", since the UNet has no such input");
        return false;
    }
}
