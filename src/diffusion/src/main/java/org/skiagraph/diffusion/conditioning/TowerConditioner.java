package org.skiagraph.diffusion.conditioning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.Conditioning;
import org.skiagraph.diffusion.bundle.NetworkSignature;
import org.skiagraph.diffusion.bundle.NetworkSignature.Part;
import org.skiagraph.diffusion.conditioning.TextTower.Encoded;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.graph.Graphs;
import org.skiagraph.graph.Tensor;

/**
 * Conditions from one text tower or several: their hidden states side by side (along the width), window after window
 * (along the tokens), with pooled embedding and picture sizes where a family wants them.
 */
final class TowerConditioner implements Conditioner {
    private static final Part[] TOLD_BY_TEXT = {Part.CONTEXT, Part.CONTEXT_MASK, Part.TEXT_EMBEDS};

    private static final WeightedText NO_WORDS = WeightedText.plain("");

    private final List<TextTower> towers;
    private final NetworkSignature network;
    private final Conditioning conditioning;

    private TowerConditioner(List<TextTower> towers, NetworkSignature network, Conditioning conditioning) {
        this.towers = List.copyOf(towers);
        this.network = network;
        this.conditioning = conditioning;
    }

    /** One tower for each text encoder of the bundle; the last one gives the pooled embedding. */
    static TowerConditioner open(ModelBundle bundle, Graphs graphs, NetworkSignature network) {
        Conditioning conditioning = bundle.composition().conditioning();
        network.require("unet", Part.CONTEXT);
        List<TextTower> towers = new ArrayList<>();
        try {
            if (conditioning.pooled()) {
                towers.add(TextTower.penultimate(bundle, "text_encoder", graphs));
                towers.add(TextTower.penultimateAndPooled(bundle, "text_encoder_2", graphs));
            } else if (network.part(Part.PROJECTED_TEXT).isPresent()) {
                towers.add(TextTower.lastHiddenStateAndPooled(bundle, "text_encoder", graphs));
            } else if (conditioning.penultimate()) {
                towers.add(TextTower.penultimate(bundle, "text_encoder", graphs));
            } else {
                towers.add(TextTower.lastHiddenState(bundle, "text_encoder", graphs));
            }
            return new TowerConditioner(towers, network, conditioning);
        } catch (RuntimeException failed) {
            towers.forEach(TextTower::close);
            throw failed;
        }
    }

    /** A mask has a length of its own, which the network was trained with. */
    @Override
    public boolean canChunk() {
        return network.part(Part.CONTEXT).orElseThrow().shape().get(1) == -1
                && network.part(Part.CONTEXT_MASK).isEmpty();
    }

    @Override
    public Conditions encode(
            Prompt prompt, PictureFrame frame, boolean guided, LongPromptPolicy longPrompt, Consumer<String> warnings) {
        ConditionValues.of(prompt.conditions(), List.of());
        PromptWindows windows = windows(longPrompt);
        List<List<Framed>> positive = windows.of(prompt.text(), "prompt", warnings);
        int tokens = tokens(positive);
        if (!guided) {
            return new Conditions(embed(positive, frame, tokens), Optional.empty());
        }
        List<List<Framed>> negative = windows.of(prompt.negative().orElse(NO_WORDS), "negativePrompt", warnings);
        // Guidance subtracts the two sides, so both need as many windows as the longer has.
        windows.equalise(positive, negative);
        Condition wanted = embed(positive, frame, tokens);
        boolean zero = conditioning.zerosWithoutNegative() && prompt.negative().isEmpty();
        Condition unwanted = zero ? wanted.withZeros(TOLD_BY_TEXT) : embed(negative, frame, tokens);
        return new Conditions(wanted, Optional.of(unwanted));
    }

    @Override
    public List<Reading> read(WeightedText text, LongPromptPolicy longPrompt) {
        return windows(longPrompt).read(text);
    }

    private PromptWindows windows(LongPromptPolicy longPrompt) {
        return new PromptWindows(towers, canChunk() ? longPrompt : LongPromptPolicy.TRUNCATE);
    }

    /** How long the context is in the end: all of it, or where it is cut, one token more than the prompt has. */
    private int tokens(List<List<Framed>> windows) {
        return conditioning.cut() ? windows.get(0).get(0).length() + 1 : Integer.MAX_VALUE;
    }

    /**
     * @param windows framed ids, by tower and then by window
     * @param tokens most tokens of context that are kept
     */
    private Condition embed(List<List<Framed>> windows, PictureFrame frame, int tokens) {
        List<Tensor.Floats> sideBySide = new ArrayList<>();
        Optional<Tensor.Floats> pooled = Optional.empty();
        for (int t = 0; t < towers.size(); t++) {
            List<Encoded> encoded =
                    windows.get(t).stream().map(towers.get(t)::encode).toList();
            sideBySide.add(Joining.alongTokens(weighted(encoded, windows.get(t))));
            pooled = encoded.get(0).pooled();
        }
        Map<Part, Tensor> rows = new EnumMap<>(Part.class);
        Tensor.Floats context = Joining.alongWidth(sideBySide);
        long[] mask = Joining.masks(windows.get(0));
        rows.put(Part.CONTEXT, conditioning.cut() ? Joining.cut(context, mask, tokens) : context);
        if (network.part(Part.CONTEXT_MASK).isPresent()) {
            int kept = Math.min(mask.length, tokens);
            rows.put(Part.CONTEXT_MASK, Tensor.of(Arrays.copyOf(mask, kept), 1, kept));
        }
        if (network.part(Part.PROJECTED_TEXT).isPresent()) {
            rows.put(Part.PROJECTED_TEXT, pooled.orElseThrow());
        }
        if (conditioning.pooled()) {
            rows.put(Part.TEXT_EMBEDS, pooled.orElseThrow());
            rows.put(Part.TIME_IDS, Tensor.of(frame.timeIds(), 1, 6));
        }
        return Condition.of(rows);
    }

    /** The pooled embedding stays as it is: it has no tokens to weigh. */
    private List<Tensor.Floats> weighted(List<Encoded> encoded, List<Framed> windows) {
        boolean masked = conditioning.cut() || network.part(Part.CONTEXT_MASK).isPresent();
        List<Tensor.Floats> weighted = new ArrayList<>();
        for (int w = 0; w < encoded.size(); w++) {
            Framed window = windows.get(w);
            long[] seen = window.mask();
            if (!masked) {
                seen = new long[seen.length];
                Arrays.fill(seen, 1);
            }
            weighted.add(Emphasis.apply(encoded.get(w).hidden(), window.weights(), seen));
        }
        return weighted;
    }

    @Override
    public void close() {
        towers.forEach(TextTower::close);
    }
}
