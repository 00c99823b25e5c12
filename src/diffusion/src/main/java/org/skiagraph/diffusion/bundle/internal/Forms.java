package org.skiagraph.diffusion.bundle.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.skiagraph.diffusion.bundle.Form;
import org.skiagraph.diffusion.bundle.FormField;
import org.skiagraph.diffusion.bundle.FormField.Choice;
import org.skiagraph.diffusion.bundle.FormField.Choices;
import org.skiagraph.diffusion.bundle.FormField.Kind;
import org.skiagraph.diffusion.bundle.FormField.Range;
import org.skiagraph.diffusion.bundle.FormField.Text;
import org.skiagraph.diffusion.bundle.FormPrompt.Effects;
import org.skiagraph.diffusion.bundle.ModelBundle.Composition;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.domain.Rejected;

/** Reads a manifest's {@code form}. */
final class Forms {
    private static final int MOST_FIELDS = 64;
    private static final int MOST_CHARACTERS = 10_000;

    private final List<String> conditions;

    private Forms(List<String> conditions) {
        this.conditions = conditions;
    }

    static Optional<Form> read(Manifest manifest, Composition composition) {
        Forms forms = new Forms(
                composition.conditions().stream().map(ConditionSpec::name).toList());
        return Entry.of(manifest, "form").map(forms::form);
    }

    private Form form(Entry entry) {
        entry.only("fields", "prompt", "negativePrompt", "suggestedSeed");
        List<Entry> items = entry.need("fields").items();
        if (items.isEmpty() || items.size() > MOST_FIELDS) {
            throw entry.need("fields").wrong("1 to " + MOST_FIELDS + " fields");
        }
        List<FormField> fields = new ArrayList<>();
        items.forEach(item -> fields.add(field(item, fields)));
        Form form = new Form(
                fields,
                entry.need("prompt").text(),
                entry.at("negativePrompt").map(Entry::text),
                entry.at("suggestedSeed").map(seed -> (long) seed.whole(0, Integer.MAX_VALUE)));
        FormReferences.check(entry, form);
        return form;
    }

    private FormField field(Entry entry, List<FormField> before) {
        entry.only("name", "label", "choices", "text", "number", "default", "required", "condition");
        String name = entry.need("name").text();
        if (!name.matches("[a-z][A-Za-z0-9]{0,31}")
                || before.stream().anyMatch(other -> other.name().equals(name))) {
            throw entry.need("name").wrong("a name of its own: a small letter, then letters and digits");
        }
        Optional<Entry> condition = entry.at("condition");
        condition.filter(named -> !conditions.contains(named.text())).ifPresent(named -> {
            throw named.wrong("one of the model's conditions " + conditions);
        });
        FormField field = new FormField(
                name,
                entry.at("label").map(Entry::text).orElse(name),
                kind(entry),
                entry.at("default").map(Entry::text),
                entry.at("required").map(Entry::flag).orElse(false),
                condition.map(Entry::text));
        entry.at("default").ifPresent(given -> checkDefault(given, field));
        return field;
    }

    private static void checkDefault(Entry given, FormField field) {
        try {
            if (!given.text().isEmpty()) {
                field.checked(given.text());
            }
        } catch (Rejected rejected) {
            throw given.wrong("a value that the field takes (" + rejected.getMessage() + ")");
        }
    }

    private static Kind kind(Entry entry) {
        if (Stream.of("choices", "text", "number")
                        .filter(key -> entry.at(key).isPresent())
                        .count()
                != 1) {
            throw new Rejected(entry.where(), "it is not clear what the field takes", "Write choices, text or number");
        }
        if (entry.at("choices").isPresent()) {
            return choices(entry.need("choices"));
        }
        if (entry.at("text").isPresent()) {
            return new Text(entry.need("text").whole(1, MOST_CHARACTERS));
        }
        Entry number = entry.need("number").only("from", "to");
        Range range = new Range(number.need("from").number(), number.need("to").number());
        if (!(range.from() < range.to())) {
            throw number.wrong("a range from less to more");
        }
        return range;
    }

    /** A list of words that say themselves, or words with what they say, or with that and their effects. */
    private static Choices choices(Entry entry) {
        Map<String, Choice> choices = new LinkedHashMap<>();
        if (entry.node().isArray()) {
            entry.items().forEach(item -> choices.put(item.text(), new Choice(item.text(), Effects.NONE)));
        } else {
            entry.values().forEach((name, value) -> choices.put(name, choice(name, value)));
        }
        Set<String> distinct = new HashSet<>();
        choices.keySet().forEach(name -> distinct.add(name.toLowerCase(java.util.Locale.ROOT)));
        if (choices.isEmpty()
                || choices.containsKey("")
                || distinct.size() != entry.node().size()) {
            throw entry.wrong("choices that differ by more than capitals");
        }
        return new Choices(choices);
    }

    private static Choice choice(String name, Entry entry) {
        if (entry.node().isValueNode()) {
            return new Choice(entry.text(), Effects.NONE);
        }
        entry.only("words", "mirrored", "guidanceScale");
        return new Choice(
                entry.at("words").map(Entry::text).orElse(name),
                new Effects(
                        entry.at("mirrored").map(Entry::flag).orElse(false),
                        entry.at("guidanceScale").map(Entry::number)));
    }
}
