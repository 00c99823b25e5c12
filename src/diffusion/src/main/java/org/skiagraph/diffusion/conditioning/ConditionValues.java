package org.skiagraph.diffusion.conditioning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.domain.Rejected;

/** What a request says of a model's classes and scalars, read and checked. */
final class ConditionValues {
    private final Map<String, String> given;

    private ConditionValues(Map<String, String> given) {
        this.given = given;
    }

    /** @throws Rejected if a name is not one of the model's */
    static ConditionValues of(Map<String, String> given, List<String> known) {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new Rejected(
                        "condition", "\"" + name + "\" is not a condition of this model", "Use one of " + known);
            }
        }
        return new ConditionValues(given);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    Optional<String> text(ConditionSpec spec) {
        return text(spec.name()).or(spec::byDefault);
    }

    /** A class by its name, or by its number from 0. */
    int classNumber(ConditionSpec spec, String text) {
        int named = spec.classes().indexOf(text);
        if (named >= 0) {
            return named;
        }
        if (text.matches("\\d{1,6}") && Integer.parseInt(text) < spec.classes().size()) {
            return Integer.parseInt(text);
        }
        throw new Rejected(
                "condition " + spec.name(),
                "\"" + text + "\" is none of its " + spec.classes().size() + " classes",
                "Use one of " + spec.classes() + ", or a number from 0 to "
                        + (spec.classes().size() - 1));
    }

    String needed(ConditionSpec spec) {
        return text(spec)
                .orElseThrow(() -> new Rejected(
                        "condition " + spec.name(), "the model needs it", "Give a value from " + range(spec)));
    }

    /** From 0 at the scalar's low end to 1 at its high one; a class counts by its number. */
    float scaled(ConditionSpec spec) {
        String text = needed(spec);
        if (!spec.classes().isEmpty()) {
            return (float) ((classNumber(spec, text) - spec.from()) / (spec.to() - spec.from()));
        }
        return (float) ((inRange(spec, text) - spec.from()) / (spec.to() - spec.from()));
    }

    /** A number within the scalar's range, in its own unit. */
    double inRange(ConditionSpec spec, String text) {
        double value = number(spec, text);
        if (!(value >= Math.min(spec.from(), spec.to()) && value <= Math.max(spec.from(), spec.to()))) {
            throw new Rejected(
                    "condition " + spec.name(), text + " is out of range", "Give a value from " + range(spec));
        }
        return value;
    }

    private static double number(ConditionSpec spec, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new Rejected(
                    "condition " + spec.name(), "\"" + text + "\" is no number", "Give a value from " + range(spec), e);
        }
    }

    private static String range(ConditionSpec spec) {
        return spec.classes().isEmpty()
                ? spec.from() + " to " + spec.to()
                : spec.classes().toString();
    }
}
