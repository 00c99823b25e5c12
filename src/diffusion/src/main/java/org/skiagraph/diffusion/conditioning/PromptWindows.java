package org.skiagraph.diffusion.conditioning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.Tokenizer;
import org.skiagraph.diffusion.prompt.WeightedText;

/** Framed encoder inputs of a prompt, for each tower one or, with chunking, several; never fewer words without a word. */
final class PromptWindows {
    private final List<TextTower> towers;
    private final LongPromptPolicy policy;

    PromptWindows(List<TextTower> towers, LongPromptPolicy policy) {
        this.towers = towers;
        this.policy = policy;
    }

    /**
     * Tokenizes and frames.
     *
     * @return by tower, then by window; as many windows in each tower
     */
    List<List<Framed>> of(WeightedText text, String field, Consumer<String> warnings) {
        List<List<Framed>> all = new ArrayList<>();
        String leftOut = "";
        for (Reading reading : read(text)) {
            Tokenizer tokenizer = towers.get(all.size()).tokenizer();
            PromptTokens tokens = reading.tokens();
            float[] weights = text.weights(tokens);
            all.add(new ArrayList<>(reading.windows().stream()
                    .map(window -> Framed.of(tokenizer, tokens, window, weights))
                    .toList()));
            String lost = policy == LongPromptPolicy.TRUNCATE ? tokens.leftOut(tokenizer.capacity()) : "";
            leftOut = lost.length() > leftOut.length() ? lost : leftOut;
        }
        if (!leftOut.isEmpty()) {
            warnings.accept(field + ": too long for the text encoder; left out: \"" + leftOut + "\"");
        }
        equalise(all, all);
        return all;
    }

    /** Which tokens each tower gets, and in which window. */
    List<Reading> read(WeightedText text) {
        return towers.stream().map(tower -> read(tower, text.text())).toList();
    }

    private Reading read(TextTower tower, String text) {
        int capacity = tower.tokenizer().capacity();
        PromptTokens tokens = tower.tokenizer().encode(text);
        return new Reading(
                tower.role(),
                tokens,
                policy == LongPromptPolicy.CHUNK ? tokens.windows(capacity) : List.of(tokens.kept(capacity)));
    }

    /** Gives every tower of both as many windows as the longest has; the added ones are empty. */
    void equalise(List<List<Framed>> one, List<List<Framed>> other) {
        int most = 0;
        for (int t = 0; t < towers.size(); t++) {
            most = Math.max(most, Math.max(one.get(t).size(), other.get(t).size()));
        }
        for (int t = 0; t < towers.size(); t++) {
            Framed empty = Framed.empty(towers.get(t).tokenizer());
            pad(one.get(t), most, empty);
            pad(other.get(t), most, empty);
        }
    }

    private static void pad(List<Framed> windows, int count, Framed empty) {
        while (windows.size() < count) {
            windows.add(empty);
        }
    }
}
