package org.skiagraph.diffusion.bundle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.skiagraph.diffusion.bundle.FormField.Choice;
import org.skiagraph.diffusion.bundle.FormField.Choices;
import org.skiagraph.diffusion.bundle.FormPrompt.Effects;
import org.skiagraph.diffusion.bundle.internal.FormTemplate;
import org.skiagraph.domain.Rejected;

/**
 * A form that composes the prompt in the words that a model was trained with.
 *
 * <p>Templates are text with {@code {field}} for what a field says and {@code [...]} around a piece that vanishes where a field
 * in it is empty. A choice's words are a template too, so that one field may decide in which order others speak.
 *
 * @param fields in the order in which people are asked
 * @param prompt template of the prompt
 * @param negativePrompt template of the negative prompt; there is none where it comes out blank
 * @param suggestedSeed the seed that the model's authors show their pictures with; only a suggestion
 */
public record Form(
        List<FormField> fields, String prompt, Optional<String> negativePrompt, Optional<Long> suggestedSeed) {
    public Form {
        fields = List.copyOf(fields);
    }

    /**
     * Fills the form in.
     *
     * @param values by field; a field that is not named has its default, and "" leaves one empty
     * @throws Rejected for a field that the form does not have, or a value that a field does not take
     */
    public FormPrompt compose(Map<String, String> values) {
        List<String> names = fields.stream().map(FormField::name).toList();
        values.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Rejected("form", "it has no field \"" + name + "\"", "Use its fields " + names);
                });
        Map<String, String> chosen = new LinkedHashMap<>();
        fields.forEach(field -> chosen.put(field.name(), field.read(Optional.ofNullable(values.get(field.name())))));
        UnaryOperator<String> words = words(chosen);
        return new FormPrompt(
                FormTemplate.of(prompt).fill(words),
                negativePrompt
                        .map(template -> FormTemplate.of(template).fill(words))
                        .filter(text -> !text.isBlank()),
                conditions(chosen),
                effects(chosen));
    }

    /** What a field says: a choice its words, any other field just what was written. */
    private UnaryOperator<String> words(Map<String, String> chosen) {
        return new UnaryOperator<>() {
            @Override
            public String apply(String name) {
                String value = chosen.get(name);
                return choice(name, value)
                        .map(choice -> FormTemplate.of(choice.words()).fill(this))
                        .orElse(value);
            }
        };
    }

    private Optional<Choice> choice(String name, String value) {
        return fields.stream()
                .filter(field -> field.name().equals(name) && field.kind() instanceof Choices)
                .map(field -> ((Choices) field.kind()).choices().get(value))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private Map<String, String> conditions(Map<String, String> chosen) {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (FormField field : fields) {
            String value = chosen.get(field.name());
            field.condition().filter(name -> !value.isEmpty()).ifPresent(name -> conditions.put(name, value));
        }
        return conditions;
    }

    private Effects effects(Map<String, String> chosen) {
        Effects all = Effects.NONE;
        for (FormField field : fields) {
            all = all.and(choice(field.name(), chosen.get(field.name()))
                    .map(Choice::effects)
                    .orElse(Effects.NONE));
        }
        return all;
    }
}
