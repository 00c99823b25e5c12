package org.skiagraph.diffusion.bundle.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.skiagraph.diffusion.bundle.Form;
import org.skiagraph.diffusion.bundle.FormField.Choice;
import org.skiagraph.diffusion.bundle.FormField.Choices;
import org.skiagraph.domain.Rejected;

/** Whether the templates of a form name fields that it has, and no field comes to name itself. */
final class FormReferences {
    private final Entry entry;
    private final Map<String, Set<String>> named = new LinkedHashMap<>();

    private FormReferences(Entry entry, Form form) {
        this.entry = entry;
        form.fields().forEach(field -> {
            Set<String> inside = new LinkedHashSet<>();
            if (field.kind() instanceof Choices choices) {
                choices.choices().values().stream()
                        .map(Choice::words)
                        .map(this::fields)
                        .forEach(inside::addAll);
            }
            named.put(field.name(), inside);
        });
    }

    static void check(Entry entry, Form form) {
        FormReferences references = new FormReferences(entry, form);
        references.requireKnown(references.fields(form.prompt()));
        form.negativePrompt().map(references::fields).ifPresent(references::requireKnown);
        references.named.values().forEach(references::requireKnown);
        references.named.keySet().forEach(references::requireNoCircle);
    }

    private Set<String> fields(String template) {
        try {
            return FormTemplate.of(template).fields();
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    entry.where(), e.getMessage(), "Write {field} for a field and [...] around an optional piece", e);
        }
    }

    private void requireKnown(Set<String> fields) {
        fields.stream().filter(name -> !named.containsKey(name)).findFirst().ifPresent(name -> {
            throw new Rejected(
                    entry.where(), "a template names {" + name + "}", "Name one of the fields " + named.keySet());
        });
    }

    private void requireNoCircle(String start) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(named.get(start));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (name.equals(start)) {
                throw new Rejected(
                        entry.where(), "what {" + start + "} says names itself", "Let its words name other fields");
            }
            if (seen.add(name)) {
                next.addAll(named.get(name));
            }
        }
    }
}
