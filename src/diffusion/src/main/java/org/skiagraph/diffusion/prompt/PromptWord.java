package org.skiagraph.diffusion.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a prompt: what stands between white space.
 *
 * @param start where it begins in the text, as an index of Java characters
 * @param end where it ends
 */
public record PromptWord(String word, int start, int end) {

    /** All words of a text, in order. */
    public static List<PromptWord> of(String text) {
        List<PromptWord> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            boolean blank = Character.isWhitespace(text.charAt(start));
            while (at < text.length() && Character.isWhitespace(text.charAt(at)) == blank) {
                at++;
            }
            if (!blank) {
                words.add(new PromptWord(text.substring(start, at), start, at));
            }
        }
        return words;
    }

    /** Whether a token has a character of this word. */
    public boolean holds(PromptTokens tokens, int token) {
        return tokens.starts()[token] < end && tokens.ends()[token] > start;
    }
}
