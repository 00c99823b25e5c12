package org.skiagraph.diffusion.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.skiagraph.diffusion.prompt.internal.WeightParser;
import org.skiagraph.domain.Rejected;

/**
 * What an encoder is to read, with the weight of every part of it; marks of weights are gone.
 *
 * @param fragments in order; neighbours differ in weight, none is empty
 */
public record WeightedText(List<Fragment> fragments) {
    /** A token ten times as loud as the others is far beyond what any model was shown. */
    public static final double MOST = 10;

    public WeightedText {
        fragments = List.copyOf(fragments);
    }

    /** @param weight 0 to {@link #MOST}; 1 changes nothing */
    public record Fragment(String text, double weight) {}

    /** Every character as it was written. */
    public static WeightedText plain(String text) {
        return new WeightedText(text.isEmpty() ? List.of() : List.of(new Fragment(text, 1)));
    }

    /**
     * Reads weights out of a prompt.
     *
     * @param field what to call the prompt in a failure
     * @throws Rejected if a weight, or the product of nested ones, is negative or over {@link #MOST}
     */
    public static WeightedText parse(String field, String prompt, WeightSyntax syntax) {
        WeightedText parsed = syntax == WeightSyntax.OFF
                ? plain(prompt)
                : joined(WeightParser.parse(prompt, syntax == WeightSyntax.A1111));
        for (Fragment fragment : parsed.fragments) {
            if (!(fragment.weight() >= 0 && fragment.weight() <= MOST)) {
                throw new Rejected(
                        field,
                        "a weight of " + (float) fragment.weight() + " is outside 0 to " + (int) MOST,
                        "Weigh words from 0 to " + (int) MOST
                                + ", or write \\( and \\) where brackets and a number are plain text");
            }
        }
        return parsed;
    }

    /** The words alone. */
    public String text() {
        return fragments.stream().map(Fragment::text).collect(Collectors.joining());
    }

    /** Whether any weight is not 1. */
    public boolean isWeighted() {
        return fragments.stream().anyMatch(fragment -> fragment.weight() != 1);
    }

    /**
     * The weight of each token: that of its first character which is not white space, since some tokenizers put the blank
     * before a word into its first token.
     *
     * @param tokens of {@link #text}
     */
    public float[] weights(PromptTokens tokens) {
        double[] ofCharacters = weightOfEachCharacter();
        float[] weights = new float[tokens.size()];
        for (int i = 0; i < weights.length; i++) {
            int at = tokens.starts()[i];
            while (at < tokens.ends()[i] - 1
                    && Character.isWhitespace(tokens.text().charAt(at))) {
                at++;
            }
            // A token of no character, if a tokenizer puts one in, is nobody's.
            weights[i] = at < tokens.ends()[i] ? (float) ofCharacters[at] : 1;
        }
        return weights;
    }

    /** The weight of the character at an index of {@link #text}. */
    public double weightAt(int index) {
        int end = 0;
        for (Fragment fragment : fragments) {
            end += fragment.text().length();
            if (index < end) {
                return fragment.weight();
            }
        }
        return 1;
    }

    private double[] weightOfEachCharacter() {
        double[] weights = new double
                [fragments.stream()
                        .mapToInt(fragment -> fragment.text().length())
                        .sum()];
        int at = 0;
        for (Fragment fragment : fragments) {
            int end = at + fragment.text().length();
            Arrays.fill(weights, at, end, fragment.weight());
            at = end;
        }
        return weights;
    }

    /** The same without the characters from {@code start} to before {@code end}. */
    public WeightedText without(int start, int end) {
        List<Fragment> left = new ArrayList<>();
        int at = 0;
        for (Fragment fragment : fragments) {
            int length = fragment.text().length();
            String before = fragment.text().substring(0, Math.max(0, Math.min(length, start - at)));
            String behind = fragment.text().substring(Math.max(0, Math.min(length, end - at)));
            append(left, new Fragment(before + behind, fragment.weight()));
            at += length;
        }
        return new WeightedText(left);
    }

    private static void append(List<Fragment> all, Fragment next) {
        if (next.text().isEmpty()) {
            return;
        }
        int last = all.size() - 1;
        if (last >= 0 && all.get(last).weight() == next.weight()) {
            all.set(last, new Fragment(all.get(last).text() + next.text(), next.weight()));
        } else {
            all.add(next);
        }
    }

    /** Empty ones left out, equal neighbours joined. */
    private static WeightedText joined(List<Fragment> fragments) {
        List<Fragment> all = new ArrayList<>();
        fragments.forEach(fragment -> append(all, fragment));
        return new WeightedText(all);
    }
}
