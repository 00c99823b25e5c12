package org.skiagraph.diffusion.prompt.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.diffusion.prompt.WeightedText.Fragment;

/**
 * Reads weights, in one pass over the characters. An opening bracket is put down as text and taken back when its weight is
 * found.
 */
public final class WeightParser {
    private static final double ROUND = 1.1;
    private static final double SQUARE = 1 / 1.1;
    private static final String ESCAPABLE = "()[]\\";
    /** Possessive throughout: a long row of digits is read once. */
    private static final String COLON_NUMBER = ":\\s*+([+-]?(?:\\d++(?:\\.\\d*+)?+|\\.\\d++))\\s*+";

    private static final Pattern NUMBER = Pattern.compile(COLON_NUMBER + "\\)");
    /** With the bracket escaped it is still a prompt in which brackets have a meaning. */
    private static final Pattern ANY_NUMBER = Pattern.compile(COLON_NUMBER + "\\\\?\\)");

    private final String prompt;
    private final boolean bracketsAlone;
    private final Matcher number;
    private final List<Fragment> fragments = new ArrayList<>();
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();
    private int at;

    private WeightParser(String prompt, boolean bracketsAlone) {
        this.prompt = prompt;
        this.bracketsAlone = bracketsAlone;
        this.number = NUMBER.matcher(prompt);
    }

    /**
     * Fragments in order; some are empty, neighbours may be equal in weight.
     *
     * @param bracketsAlone whether brackets without a number are weights
     */
    public static List<Fragment> parse(String prompt, boolean bracketsAlone) {
        boolean weights =
                bracketsAlone || ANY_NUMBER.matcher(prompt).results().anyMatch(found -> !isRatio(prompt, found));
        if (!weights) {
            return List.of(new Fragment(prompt, 1));
        }
        return new WeightParser(prompt, bracketsAlone).parse();
    }

    private List<Fragment> parse() {
        while (at < prompt.length()) {
            next(prompt.charAt(at));
        }
        if (bracketsAlone) {
            round.forEach(opening -> weigh(opening, ROUND));
            square.forEach(opening -> weigh(opening, SQUARE));
        }
        return fragments;
    }

    private void next(char character) {
        switch (character) {
            case '\\' -> escape();
            case '(' -> open(round);
            case '[' -> open(square);
            case ':' -> colon();
            case ')' -> close(round, ROUND);
            case ']' -> close(square, SQUARE);
            default -> plain();
        }
    }

    /** All up to the next character with a meaning. */
    private void plain() {
        int end = at + 1;
        while (end < prompt.length() && "\\()[]:".indexOf(prompt.charAt(end)) < 0) {
            end++;
        }
        text(end);
    }

    /** A backslash before anything else is text, or nothing at all in A1111. */
    private void escape() {
        if (at + 1 < prompt.length() && ESCAPABLE.indexOf(prompt.charAt(at + 1)) >= 0) {
            at++;
            text(at + 1);
        } else if (bracketsAlone) {
            at++;
        } else {
            text(at + 1);
        }
    }

    private void open(Deque<Integer> brackets) {
        brackets.push(fragments.size());
        text(at + 1);
    }

    private void close(Deque<Integer> brackets, double weight) {
        if (brackets.isEmpty()) {
            text(at + 1);
            return;
        }
        int opening = brackets.pop();
        if (bracketsAlone) {
            weigh(opening, weight);
            at++;
        } else {
            text(at + 1);
        }
    }

    private void colon() {
        boolean weight = !round.isEmpty()
                && number.region(at, prompt.length()).lookingAt()
                && (bracketsAlone || !isRatio(prompt, number));
        if (weight) {
            weigh(round.pop(), Double.parseDouble(number.group(1)));
            at = number.end();
        } else {
            text(at + 1);
        }
    }

    /** Whether whole numbers stand on both sides of the colon: "1:2", "10:30". */
    private static boolean isRatio(String prompt, MatchResult found) {
        int start = found.start();
        while (start > 0 && Character.isDigit(prompt.charAt(start - 1))) {
            start--;
        }
        boolean before = start < found.start() && (start == 0 || !Character.isLetter(prompt.charAt(start - 1)));
        return before && found.group(1).chars().allMatch(Character::isDigit);
    }

    /** Takes the bracket's own character away, and weighs all behind it. */
    private void weigh(int opening, double weight) {
        fragments.set(opening, new Fragment("", 1));
        for (int i = opening + 1; i < fragments.size(); i++) {
            Fragment fragment = fragments.get(i);
            fragments.set(i, new Fragment(fragment.text(), fragment.weight() * weight));
        }
    }

    private void text(int end) {
        fragments.add(new Fragment(prompt.substring(at, end), 1));
        at = end;
    }
}
