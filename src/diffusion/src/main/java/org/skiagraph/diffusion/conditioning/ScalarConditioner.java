package org.skiagraph.diffusion.conditioning;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.diffusion.bundle.ModelBundle.ConditionSpec;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.graph.Tensor;

/** Scalars, each scaled to what the network saw in training, given twice: as a context of one token, and as planes. */
final class ScalarConditioner implements Conditioner {
    private final List<ConditionSpec> scalars;

    ScalarConditioner(List<ConditionSpec> scalars) {
        this.scalars = scalars;
    }

    @Override
    public Conditions encode(
            Prompt prompt, PictureFrame frame, boolean guided, LongPromptPolicy longPrompt, Consumer<String> warnings) {
        ConditionValues values = ConditionValues.of(
                prompt.conditions(), scalars.stream().map(ConditionSpec::name).toList());
        float[] scaled = new float[scalars.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values.scaled(scalars.get(i));
        }
        Condition positive = condition(scaled);
        return new Conditions(positive, guided ? Optional.of(condition(new float[scaled.length])) : Optional.empty());
    }

    private static Condition condition(float[] scaled) {
        Map<Part, Tensor> rows = new EnumMap<>(Part.class);
        rows.put(Part.CONTEXT, Tensor.of(scaled, 1, 1, scaled.length));
        return new Condition(rows, scaled, Map.of(), Map.of());
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
