package org.skiagraph.diffusion.prompt.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.skiagraph.diffusion.bundle.ModelBundle.AddedToken;

/**
 * A text in which every word of several vectors is as many words: "&lt;lesion&gt;" is "&lt;lesion&gt; &lt;lesion&gt;_1".
 * Remembers where each character came from, so that tokens are told in places of the text as it was written.
 *
 * @param text what the tokenizer reads
 * @param starts where each of its characters begins in the text as it was written
 * @param ends where it ends there
 */
record SpelledText(String text, int[] starts, int[] ends) {
    static SpelledText of(String written, List<AddedToken> added) {
        // The longest first: one word may begin another.
        List<AddedToken> longest = added.stream()
                .sorted(Comparator.comparingInt(token -> -token.word().length()))
                .toList();
        Builder builder = new Builder(written.length());
        for (int at = 0; at < written.length(); ) {
            int here = at;
            Optional<AddedToken> word = longest.stream()
                    .filter(token -> written.startsWith(token.word(), here))
                    .findFirst();
            int end = at + word.map(token -> token.word().length()).orElse(1);
            String part = word.map(token -> String.join(" ", TokenizerFiles.words(token)))
                    .orElse(written.substring(at, end));
            builder.append(part, at, end);
            at = end;
        }
        return builder.build();
    }

    /** Where a token that begins at this character of {@link #text} begins in the text as it was written. */
    int start(int index) {
        return index < starts.length ? starts[index] : end(index);
    }

    /** Where a token that ends before this character ends there. */
    int end(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    private static final class Builder {
        private final StringBuilder text;
        private int[] starts;
        private int[] ends;

        Builder(int length) {
            this.text = new StringBuilder(length);
            this.starts = new int[length];
            this.ends = new int[length];
        }

        void append(String part, int start, int end) {
            int from = text.length();
            text.append(part);
            if (text.length() > starts.length) {
                starts = Arrays.copyOf(starts, 2 * text.length());
                ends = Arrays.copyOf(ends, 2 * text.length());
            }
            Arrays.fill(starts, from, text.length(), start);
            Arrays.fill(ends, from, text.length(), end);
        }

        SpelledText build() {
            return new SpelledText(
                    text.toString(), Arrays.copyOf(starts, text.length()), Arrays.copyOf(ends, text.length()));
        }
    }
}
