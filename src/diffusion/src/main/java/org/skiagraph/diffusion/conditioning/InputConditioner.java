package org.skiagraph.diffusion.conditioning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.diffusion.bundle.ConditionInput;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.domain.Rejected;
import org.skiagraph.graph.Tensor;

/**
 * Classes and scalars, each given to an input of its own (MAISI, arXiv 2409.11169). Guidance leads away from class 0 of every
 * input that takes a number, and from the same values elsewhere.
 */
final class InputConditioner implements Conditioner {
    private final List<ConditionSpec> specs;

    InputConditioner(List<ConditionSpec> specs) {
        this.specs = specs;
    }

    @Override
    public Conditions encode(
            Prompt prompt, PictureFrame frame, boolean guided, LongPromptPolicy longPrompt, Consumer<String> warnings) {
        ConditionValues values = ConditionValues.of(
                prompt.conditions(), specs.stream().map(ConditionSpec::name).toList());
        Map<String, Tensor> positive = new HashMap<>();
        Map<String, Tensor> negative = new HashMap<>();
        for (ConditionSpec spec : specs) {
            ConditionInput input = spec.input().orElseThrow();
            Tensor given = tensor(spec, input, values);
            positive.put(input.name(), given);
            negative.put(input.name(), input.as() == ConditionInput.As.NUMBER ? Tensor.of(new long[1], 1) : given);
        }
        return new Conditions(
                Condition.ofInputs(positive), guided ? Optional.of(Condition.ofInputs(negative)) : Optional.empty());
    }

    private static Tensor tensor(ConditionSpec spec, ConditionInput input, ConditionValues values) {
        String text = values.needed(spec);
        return switch (input.as()) {
            case NUMBER -> Tensor.of(new long[] {values.classNumber(spec, text)}, 1);
            case ONEHOT -> {
                float[] row = new float[input.length()];
                row[values.classNumber(spec, text)] = (float) input.scale();
                yield Tensor.of(row, 1, row.length);
            }
            case VALUES -> numbers(spec, input, values, text);
        };
    }

    /** "1.5" for all, or "0.8,0.8,2" with as many as the input takes. */
    private static Tensor numbers(ConditionSpec spec, ConditionInput input, ConditionValues values, String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 1 && parts.length != input.length()) {
            throw new Rejected(
                    "condition " + spec.name(),
                    "it has " + parts.length + " numbers",
                    "Give one, or " + input.length() + " with commas between them");
        }
        float[] row = new float[input.length()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (values.inRange(spec, parts[Math.min(i, parts.length - 1)].strip()) * input.scale());
        }
        return Tensor.of(row, 1, row.length);
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
