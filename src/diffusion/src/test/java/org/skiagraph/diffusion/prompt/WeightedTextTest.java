package org.skiagraph.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

/** What brackets mean. Expected values are "text@weight" for each fragment, a bar between them. */
class WeightedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "\"a chest\"; \"a chest@1\"",
                "(large:1.3); large@1.3",
                "\"a (large:1.3) effusion\"; \"a @1|large@1.3| effusion@1\"",
                "\"a (large: 1.3 ) effusion\"; \"a @1|large@1.3| effusion@1\"",
                "(a:.5); a@0.5",
                "(a:2.); a@2",
                "(a:+1.5); a@1.5",
                "(a:0); a@0",
                "(a:1); a@1",
                "(a:1)b; ab@1",
                "\"((a:2) b:1.5)\"; \"a@3| b@1.5\"",
                "(a (b:2); (a @1|b@2",
                "((a:1.5)); (@1|a@1.5|)@1",
                "(a) (b:2); \"(a) @1|b@2\"",
                "[a] (b:2); \"[a] @1|b@2\"",
                "[a (b:2)]; \"[a @1|b@2|]@1\"",
                "(a:b:2); a:b@2",
                "a:2); a:2)@1",
                "(a:2; (a:2@1",
                "\\(a:2\\); (a:2)@1",
                "\\(a:2); (a:2)@1",
                "(a\\):2); a)@2",
                "\\\\(a:2); \\@1|a@2",
                "\\n(a:2); \\n@1|a@2",
                "(胸部 😀:1.5); 胸部 😀@1.5",
                "(a:1.2.3); (a:1.2.3)@1",
                "(a:1e3); (a:1e3)@1",
                "(a:٣); (a:٣)@1",
                "(a:); (a:)@1",
                "(:2); ''",
                "(C5:2); C5@2",
                "(nodule 5:1.5); nodule 5@1.5",
                "() (a:2); \"() @1|a@2\""
            })
    void bracketsWithANumberAreWeightsAndAllOthersText(String prompt, String expected) {
        assertThat(told(WeightedText.parse("prompt", prompt, WeightSyntax.EXPLICIT)))
                .isEqualTo(expected.equals("''") ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "\"a chest\"; \"a chest@1\"",
                "\"an (important) word\"; \"an @1|important@1.1| word@1\"",
                "((a)); a@1.21",
                "(((a))); a@1.331",
                "[a]; a@0.909091",
                "[[a]]; a@0.826446",
                "([a]); a@1",
                "(a:1.3); a@1.3",
                "((a:1.3)); a@1.43",
                "(unbalanced; unbalanced@1.1",
                "[unbalanced; unbalanced@0.909091",
                "unbalanced); unbalanced)@1",
                "unbalanced]; unbalanced]@1",
                "(literal]; literal]@1.1",
                "\\(literal\\]; (literal]@1",
                "\\\\; \\@1",
                "a\\b; ab@1",
                "a\\; a@1",
                "(unnecessary)(parens); unnecessaryparens@1.1",
                "\"a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).\"; "
                        + "\"a @1|house@1.573| @1.1|on@1| a @1.1|hill@0.55|, sun, @1.1|sky@1.4641|.@1.1\"",
                "(a:b); a:b@1.1",
                "a:1.3); a:1.3)@1",
                "[a:1.3]; a:1.3@0.909091",
                "[a:1.3); a:1.3)@0.909091",
                "(1:2); 1@2",
                "(a:1.2.3); a:1.2.3@1.1",
                "(); ''",
                "(胸部); 胸部@1.1",
                "(a; a@1.1"
            })
    void theOtherGrammarIsA1111s(String prompt, String expected) {
        assertThat(told(WeightedText.parse("prompt", prompt, WeightSyntax.A1111)))
                .isEqualTo(expected.equals("''") ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodule (5 mm) in the left upper lobe",
                "((very)) [old] text",
                "effusion [left",
                "ratio (1:2), at (10:30)",
                "a \\(b\\) c:\\temp\\",
                "see (a) \\(b\\) at (10:30)",
                "(HU: low)",
                ":-)",
                "a:1.3)x(",
                ""
            })
    void clinicalTextWithoutAWeightIsReadAsItWasWritten(String prompt) {
        boolean grammar = prompt.equals("a:1.3)x(");
        assertThat(WeightedText.parse("prompt", prompt, WeightSyntax.EXPLICIT).text())
                .as(grammar ? "a number without its bracket is text" : "untouched")
                .isEqualTo(prompt);
    }

    @Test
    void whateverHasNoNumberInBracketsIsUntouched() {
        Random random = new Random(4);
        String letters = "ab 5.(){}[]\\,;😀é\t";
        for (int i = 0; i < 20_000; i++) {
            String prompt = random.ints(random.nextInt(24), 0, letters.codePointCount(0, letters.length()))
                    .mapToObj(
                            at -> new String(Character.toChars(letters.codePointAt(letters.offsetByCodePoints(0, at)))))
                    .collect(Collectors.joining());

            WeightedText read = WeightedText.parse("prompt", prompt, WeightSyntax.EXPLICIT);

            assertThat(read).isEqualTo(WeightedText.plain(prompt));
        }
    }

    @Test
    void textWithoutBracketsAndBackslashesIsUntouchedInEveryGrammar() {
        Random random = new Random(5);
        String letters = "ab 5.:,;-é\n";
        for (int i = 0; i < 5_000; i++) {
            String prompt = random.ints(random.nextInt(24), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .collect(Collectors.joining());

            for (WeightSyntax syntax : WeightSyntax.values()) {
                assertThat(WeightedText.parse("prompt", prompt, syntax)).isEqualTo(WeightedText.plain(prompt));
            }
        }
    }

    @Test
    void anythingAtAllIsReadWithoutAnAccident() {
        Random random = new Random(6);
        String letters = "a1:.()[]\\ ";
        for (int i = 0; i < 50_000; i++) {
            String prompt = random.ints(random.nextInt(24), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .collect(Collectors.joining());
            for (WeightSyntax syntax : WeightSyntax.values()) {
                try {
                    WeightedText read = WeightedText.parse("prompt", prompt, syntax);
                    assertThat(read.fragments())
                            .allMatch(fragment -> !fragment.text().isEmpty());
                    assertThat(read.text().length()).isLessThanOrEqualTo(prompt.length());
                } catch (Rejected e) {
                    assertThat(e).hasMessageContaining("a weight of");
                }
            }
        }
    }

    @Test
    void switchedOffEveryCharacterIsText() {
        assertThat(told(WeightedText.parse("prompt", "a (b:1.3) \\(c\\) [d]", WeightSyntax.OFF)))
                .isEqualTo("a (b:1.3) \\(c\\) [d]@1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a:11)", "(a:-1)", "((a:4):4)", "(HU:35)", "(a:1" + "0000000000" + ")"})
    void aWeightBeyondReasonIsRejectedWithTheMend(String prompt) {
        assertThatThrownBy(() -> WeightedText.parse("negative-prompt", prompt, WeightSyntax.EXPLICIT))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("negative-prompt: a weight of")
                .hasMessageContaining("\\(");
    }

    @Test
    void aHugeNumberOrDepthIsNoAccident() {
        String nines = "9".repeat(5_000);
        assertThatThrownBy(() -> WeightedText.parse("prompt", "(a:" + nines + ")", WeightSyntax.EXPLICIT))
                .isInstanceOf(Rejected.class);
        String deep = "(".repeat(16_000) + "a" + ")".repeat(16_000);
        assertThat(WeightedText.parse("prompt", deep, WeightSyntax.EXPLICIT).text())
                .isEqualTo(deep);
        assertThatThrownBy(() -> WeightedText.parse("prompt", deep, WeightSyntax.A1111))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void aWordIsTakenOutWithItsWeight() {
        WeightedText text = WeightedText.parse("prompt", "a (large left:1.3) effusion", WeightSyntax.EXPLICIT);

        assertThat(text.text()).isEqualTo("a large left effusion");
        assertThat(told(text.without(2, 7))).isEqualTo("a @1| left@1.3| effusion@1");
        assertThat(told(text.without(2, 12))).isEqualTo("a  effusion@1");
        assertThat(told(text.without(0, 21))).isEmpty();
    }

    private static String told(WeightedText text) {
        return text.fragments().stream()
                .map(fragment -> fragment.text() + "@" + number(fragment.weight()))
                .collect(Collectors.joining("|"));
    }

    private static String number(double weight) {
        String text = String.format(Locale.ROOT, "%.6f", weight);
        return text.replaceFirst("\\.?0+$", "");
    }

    @Test
    void wordsStandBetweenWhiteSpace() {
        assertThat(PromptWord.of("  a\tlarge,  left "))
                .isEqualTo(List.of(
                        new PromptWord("a", 2, 3), new PromptWord("large,", 4, 10), new PromptWord("left", 12, 16)));
    }
}
