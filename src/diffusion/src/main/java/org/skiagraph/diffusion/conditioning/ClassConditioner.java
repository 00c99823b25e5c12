package org.skiagraph.diffusion.conditioning;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/**
 * A class by name or number (Medfusion). Without one the network that takes no class is asked; what guidance leads away from
 * is that network too, or another class where the request names one.
 */
final class ClassConditioner implements Conditioner {
    private static final String NEGATIVE = "negative-";

    private final ConditionSpec label;

    ClassConditioner(List<ConditionSpec> conditions) {
        if (conditions.size() != 1 || conditions.get(0).classes().isEmpty()) {
            throw new Rejected(
                    "conditions",
                    "the model takes one class, and the manifest lists " + conditions.size(),
                    "List its classes");
        }
        this.label = conditions.get(0);
    }

    @Override
    public Conditions encode(
            Prompt prompt, PictureFrame frame, boolean guided, LongPromptPolicy longPrompt, Consumer<String> warnings) {
        ConditionValues values =
                ConditionValues.of(prompt.conditions(), List.of(label.name(), NEGATIVE + label.name()));
        Condition positive = condition(values.text(label).map(text -> values.classNumber(label, text)));
        if (!guided) {
            return new Conditions(positive, Optional.empty());
        }
        Optional<String> other = values.text(NEGATIVE + label.name());
        return new Conditions(positive, Optional.of(condition(other.map(text -> values.classNumber(label, text)))));
    }

    private static Condition condition(Optional<Integer> number) {
        Map<Part, Tensor> rows = new EnumMap<>(Part.class);
        number.ifPresent(value -> rows.put(Part.LABEL, Tensor.of(new long[] {value}, 1)));
        return Condition.of(rows);
    }

    @Override
    public boolean canChunk() {
        return false;
    }

    @Override
    public boolean readsText() {
        return false;
    }

    @Override
    public void close() {}
}
