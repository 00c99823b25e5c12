package org.skiagraph.diffusion.conditioning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.Tokenizer;

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
    List<List<Framed>> of(String text, String field, Consumer<String> warnings) {
        List<List<Framed>> all = new ArrayList<>();
        String leftOut = "";
        for (TextTower tower : towers) {
            Tokenizer tokenizer = tower.tokenizer();
            PromptTokens tokens = tokenizer.encode(text);
            if (policy == LongPromptPolicy.CHUNK) {
                all.add(new ArrayList<>(tokens.windows(tokenizer.capacity()).stream()
                        .map(window -> Framed.of(tokenizer, window))
                        .toList()));
            } else {
                String lost = tokens.leftOut(tokenizer.capacity());
                leftOut = lost.length() > leftOut.length() ? lost : leftOut;
                all.add(new ArrayList<>(List.of(Framed.of(tokenizer, tokens.kept(tokenizer.capacity())))));
            }
        }
        if (!leftOut.isEmpty()) {
            warnings.accept(field + ": too long for the text encoder; left out: \"" + leftOut + "\"");
        }
        equalise(all, all);
        return all;
    }

    /** Gives every tower of both as many windows as the longest has; the added ones are empty. */
    void equalise(List<List<Framed>> one, List<List<Framed>> other) {
        int most = 0;
        for (int t = 0; t < towers.size(); t++) {
            most = Math.max(most, Math.max(one.get(t).size(), other.get(t).size()));
        }
        for (int t = 0; t < towers.size(); t++) {
            Framed empty = Framed.of(towers.get(t).tokenizer(), new long[0]);
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
