package org.skiagraph.diffusion.prompt;

import java.util.Locale;

/**
 * What brackets in a prompt mean.
 *
 * <p>The default is {@link #EXPLICIT}: clinical text is full of brackets ("nodule (5 mm)", "effusion [left]") that A1111 would
 * take for weights of 1.1 and 1 / 1.1, and drop. Only brackets with a number of their own are weights then, and a prompt
 * without one is read exactly as it was written.
 */
public enum WeightSyntax {
    /**
     * Only {@code (words:1.3)} is a weight, nested ones multiply; all other brackets are text, and so are ratios and times,
     * "(1:2)", "(10:30)". In a prompt that holds a weight {@code \(}, {@code \)}, {@code \[}, {@code \]} and {@code \\}
     * stand for their second character.
     */
    EXPLICIT,
    /**
     * The grammar of A1111's web UI, without its schedules and BREAK: also {@code (words)} is 1.1 and {@code [words]} 1 / 1.1, a
     * bracket that is never closed holds to the end, one that was never opened is text, and a backslash is always an escape.
     */
    A1111,
    /** Every character is text. */
    OFF;

    /** In the generation record: "explicit", "a1111", "off". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
