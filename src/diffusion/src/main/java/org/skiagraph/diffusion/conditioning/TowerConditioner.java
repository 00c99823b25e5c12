package org.skiagraph.diffusion.conditioning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.diffusion.conditioning.TextTower.Encoded;
import org.skiagraph.graph.Tensor;
import org.skiagraph.graph.TensorInfo;

/**
 * Conditions from one text tower or several: their hidden states side by side (along the width), window after window
 * (along the tokens), with pooled embedding and picture sizes where a family wants them.
 */
public final class TowerConditioner implements Conditioner {
    private static final String TEXT_EMBEDS = "text_embeds";
    private static final String TIME_IDS = "time_ids";

    private final List<TextTower> towers;
    private final TensorInfo context;
    private final boolean pooledAndSizes;
    private final boolean zeroWithoutNegative;

    private TowerConditioner(
            List<TextTower> towers, TensorInfo context, boolean pooledAndSizes, boolean zeroWithoutNegative) {
        this.towers = List.copyOf(towers);
        this.context = context;
        this.pooledAndSizes = pooledAndSizes;
        this.zeroWithoutNegative = zeroWithoutNegative;
    }

    /** Hidden states only. */
    public static TowerConditioner plain(List<TextTower> towers, TensorInfo context) {
        return new TowerConditioner(towers, context, false, false);
    }

    /**
     * Hidden states, the last tower's pooled embedding and the picture's sizes.
     *
     * @param zeroWithoutNegative whether a prompt without a negative is guided away from zeros instead of from ""
     */
    public static TowerConditioner withPooledAndSizes(
            List<TextTower> towers, TensorInfo context, boolean zeroWithoutNegative) {
        return new TowerConditioner(towers, context, true, zeroWithoutNegative);
    }

    @Override
    public boolean canChunk() {
        return context.shape().get(1) == -1;
    }

    @Override
    public Conditions encode(
            Prompt prompt, PictureFrame frame, boolean guided, LongPromptPolicy longPrompt, Consumer<String> warnings) {
        PromptWindows windows = new PromptWindows(towers, canChunk() ? longPrompt : LongPromptPolicy.TRUNCATE);
        List<List<long[]>> positive = windows.of(prompt.text(), "prompt", warnings);
        if (!guided) {
            return new Conditions(embed(positive, frame), Optional.empty());
        }
        List<List<long[]>> negative = windows.of(prompt.negative().orElse(""), "negativePrompt", warnings);
        // Guidance subtracts the two sides, so both need as many windows as the longer has.
        windows.equalise(positive, negative);
        Condition wanted = embed(positive, frame);
        boolean zero = zeroWithoutNegative && prompt.negative().isEmpty();
        Condition unwanted = zero ? wanted.withZeros(context.name(), TEXT_EMBEDS) : embed(negative, frame);
        return new Conditions(wanted, Optional.of(unwanted));
    }

    /** @param windows framed ids, by tower and then by window */
    private Condition embed(List<List<long[]>> windows, PictureFrame frame) {
        List<Tensor.Floats> sideBySide = new ArrayList<>();
        Optional<Tensor.Floats> pooled = Optional.empty();
        for (int t = 0; t < towers.size(); t++) {
            List<Encoded> encoded =
                    windows.get(t).stream().map(towers.get(t)::encode).toList();
            sideBySide.add(
                    Joining.alongTokens(encoded.stream().map(Encoded::hidden).toList()));
            pooled = encoded.get(0).pooled();
        }
        Map<String, Tensor.Floats> rows = new LinkedHashMap<>();
        rows.put(context.name(), Joining.alongWidth(sideBySide));
        if (pooledAndSizes) {
            rows.put(TEXT_EMBEDS, pooled.orElseThrow());
            rows.put(TIME_IDS, Tensor.of(frame.timeIds(), 1, 6));
        }
        return new Condition(rows);
    }

    @Override
    public void close() {
        towers.forEach(TextTower::close);
    }
}
