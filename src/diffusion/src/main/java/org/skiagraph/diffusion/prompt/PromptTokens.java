package org.skiagraph.diffusion.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tokenized prompt, whole: without start, end and padding, and not cut.
 *
 * @param text the prompt
 * @param ids token ids
 * @param pieces each token as the vocabulary writes it: "effusion&lt;/w&gt;", "##sion", "\u2581effusion"
 * @param starts where each token begins in the text, as an index of Java characters
 * @param ends where it ends
 */
public record PromptTokens(String text, long[] ids, String[] pieces, int[] starts, int[] ends) {

    /** Tokens from the first to before the second number. */
    public record Range(int from, int to) {
        public int size() {
            return to - from;
        }
    }

    public int size() {
        return ids.length;
    }

    /** The ids of a range. */
    public long[] ids(Range range) {
        return Arrays.copyOfRange(ids, range.from(), range.to());
    }

    /** The first tokens, as many as fit. */
    public Range kept(int capacity) {
        return new Range(0, Math.min(capacity, ids.length));
    }

    /** The words that do not fit, beginning with the one that is cut; "" if all fit. */
    public String leftOut(int capacity) {
        if (ids.length <= capacity) {
            return "";
        }
        int start = starts[capacity];
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start).strip();
    }

    /** All tokens in windows of at most this many; a word is only divided if it is longer than a window. */
    public List<Range> windows(int capacity) {
        List<Range> windows = new ArrayList<>();
        for (int first = 0; first < ids.length; ) {
            int last = Math.min(first + capacity, ids.length);
            int end = last < ids.length ? wordBoundary(first, last) : last;
            windows.add(new Range(first, end));
            first = end;
        }
        return windows.isEmpty() ? List.of(new Range(0, 0)) : windows;
    }

    private int wordBoundary(int first, int last) {
        int end = last;
        while (end > first && !beginsWord(end)) {
            end--;
        }
        return end > first ? end : last;
    }

    /** Whether white space lies before a token, or at its own beginning: some tokenizers count the blank as the word's. */
    private boolean beginsWord(int token) {
        return starts[token] > ends[token - 1]
                || (starts[token] == ends[token - 1]
                        && starts[token] < ends[token]
                        && Character.isWhitespace(text.charAt(starts[token])));
    }
}
