package org.skiagraph.diffusion.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.FormPrompt.Effects;
import org.skiagraph.domain.Rejected;

/**
 * One field of a bundle's form.
 *
 * @param name what a request calls it
 * @param label what people read beside it
 * @param kind what it takes
 * @param byDefault used where a request is silent
 * @param required whether it may not be left empty
 * @param condition the model's class or scalar that its value is given to as well
 */
public record FormField(
        String name,
        String label,
        Kind kind,
        Optional<String> byDefault,
        boolean required,
        Optional<String> condition) {

    /** What a field takes. */
    public sealed interface Kind {}

    /** @param choices by what a request writes, in order */
    public record Choices(Map<String, Choice> choices) implements Kind {
        public Choices {
            choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        }

        List<String> names() {
            return List.copyOf(choices.keySet());
        }
    }

    /** @param words template of what it says in a prompt */
    public record Choice(String words, Effects effects) {}

    /** @param mostCharacters in UTF-16 units; control characters are refused */
    public record Text(int mostCharacters) implements Kind {}

    /** A finite number, ends included. */
    public record Range(double from, double to) implements Kind {}

    /** The value in force, "" for an empty field. */
    String read(Optional<String> given) {
        String value = given.or(() -> byDefault).orElse("").strip();
        if (!value.isEmpty()) {
            return checked(value);
        }
        if (required) {
            throw new Rejected("form " + name, "it is empty", "Give " + wanted());
        }
        return "";
    }

    /**
     * A value as the field writes it itself.
     *
     * @throws Rejected if it does not take the value
     */
    public String checked(String value) {
        if (kind instanceof Choices choices) {
            return choices.names().stream()
                    .filter(choice -> choice.equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> wrong(value));
        }
        if (kind instanceof Text text) {
            boolean clean = value.codePoints().noneMatch(Character::isISOControl);
            if (!clean || value.length() > text.mostCharacters()) {
                throw new Rejected(
                        "form " + name,
                        clean ? "it has " + value.length() + " characters" : "it has control characters",
                        "Give " + wanted());
            }
            return value;
        }
        Range range = (Range) kind;
        double number = number(value);
        if (!(number >= range.from() && number <= range.to())) {
            throw wrong(value);
        }
        return value;
    }

    /** As people write numbers, since the prompt says it as it is written. */
    private double number(String value) {
        if (!value.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            throw wrong(value);
        }
        return Double.parseDouble(value);
    }

    private Rejected wrong(String value) {
        return new Rejected("form " + name, "it cannot be \"" + value + "\"", "Give " + wanted());
    }

    private String wanted() {
        if (kind instanceof Choices choices) {
            return "one of " + new ArrayList<>(choices.names());
        }
        return kind instanceof Text text
                ? "a text of at most " + text.mostCharacters() + " characters on one line"
                : "a number from " + ((Range) kind).from() + " to " + ((Range) kind).to();
    }
}
