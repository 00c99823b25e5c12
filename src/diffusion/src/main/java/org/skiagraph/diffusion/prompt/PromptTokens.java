package org.skiagraph.diffusion.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tokenized prompt, whole: without start, end and padding, and not cut.
 *
 * @param text the prompt
 * @param ids token ids
 * @param starts where each token begins in the text, as an index of Java characters
 * @param ends where it ends
 */
public record PromptTokens(String text, long[] ids, int[] starts, int[] ends) {

    public int size() {
        return ids.length;
    }

    /** The first tokens, as many as fit. */
    public long[] kept(int capacity) {
        return Arrays.copyOf(ids, Math.min(capacity, ids.length));
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
    public List<long[]> windows(int capacity) {
        List<long[]> windows = new ArrayList<>();
        for (int first = 0; first < ids.length; ) {
            int last = Math.min(first + capacity, ids.length);
            int end = last < ids.length ? wordBoundary(first, last) : last;
            windows.add(Arrays.copyOfRange(ids, first, end));
            first = end;
        }
        return windows.isEmpty() ? List.of(new long[0]) : windows;
    }

    private int wordBoundary(int first, int last) {
        int end = last;
        while (end > first && starts[end] == ends[end - 1]) {
            end--;
        }
        return end > first ? end : last;
    }
}
