package org.skiagraph.diffusion.conditioning;

import java.util.List;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.PromptTokens.Range;

/**
 * How one encoder reads a text.
 *
 * @param encoder role of its graph, "text_encoder"
 * @param windows which tokens go into which call; tokens in none are left out
 */
public record Reading(String encoder, PromptTokens tokens, List<Range> windows) {
    public Reading {
        windows = List.copyOf(windows);
    }

    /** Where the last token that is read ends in the text. */
    public int end() {
        int last = windows.get(windows.size() - 1).to();
        return last == tokens.size() ? tokens.text().length() : last == 0 ? 0 : tokens.ends()[last - 1];
    }
}
