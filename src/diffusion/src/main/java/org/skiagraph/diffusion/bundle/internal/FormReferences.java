package org.skiagraph.diffusion.bundle.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiagraph.diffusion.bundle.Form;
import org.skiagraph.diffusion.bundle.FormField.Choice;
import org.skiagraph.diffusion.bundle.FormField.Choices;
import org.skiagraph.domain.Rejected;

/** Whether the templates of a form name fields that it has, no field comes to name itself, and filling them in stays small. */
final class FormReferences {
    private static final int MOST_READ = 10_000;

    private final Entry entry;
    private final Map<String, List<List<String>>> named = new LinkedHashMap<>();
    private final Map<String, Integer> costs = new LinkedHashMap<>();

    private FormReferences(Entry entry, Form form) {
        this.entry = entry;
        form.fields().forEach(field -> {
            List<List<String>> words = new ArrayList<>();
            if (field.kind() instanceof Choices choices) {
                choices.choices().values().stream()
                        .map(Choice::words)
                        .map(this::fields)
                        .forEach(words::add);
            }
            named.put(field.name(), words);
        });
    }

    static void check(Entry entry, Form form) {
        FormReferences references = new FormReferences(entry, form);
        references.named.keySet().forEach(field -> references.cost(field, new LinkedHashSet<>()));
        references.cost(references.fields(form.prompt()), Set.of());
        form.negativePrompt().map(references::fields).ifPresent(fields -> references.cost(fields, Set.of()));
    }

    private List<String> fields(String template) {
        try {
            return FormTemplate.of(template).fields();
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    entry.where(), e.getMessage(), "Write {field} for a field and [...] around an optional piece", e);
        }
    }

    /** How often fields are read to fill in a template, each twice: once for whether it is empty. */
    private int cost(List<String> fields, Set<String> above) {
        int cost = 1;
        for (String field : fields) {
            cost += 2 * cost(field, above);
            if (cost > MOST_READ) {
                throw new Rejected(entry.where(), "its templates grow without bound", "Nest fewer of them");
            }
        }
        return cost;
    }

    private int cost(String field, Set<String> above) {
        if (!named.containsKey(field)) {
            throw new Rejected(
                    entry.where(), "a template names {" + field + "}", "Name one of the fields " + named.keySet());
        }
        if (above.contains(field)) {
            throw new Rejected(
                    entry.where(), "what {" + field + "} says names itself", "Let its words name other fields");
        }
        if (!costs.containsKey(field)) {
            Set<String> here = new LinkedHashSet<>(above);
            here.add(field);
            int most = 1;
            for (List<String> words : named.get(field)) {
                most = Math.max(most, cost(words, here));
            }
            costs.put(field, most);
        }
        return costs.get(field);
    }
}
