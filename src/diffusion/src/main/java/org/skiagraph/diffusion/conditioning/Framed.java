package org.skiagraph.diffusion.conditioning;

import java.util.Arrays;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.PromptTokens.Range;
import org.skiagraph.diffusion.prompt.Tokenizer;

/**
 * What one encoder call is given.
 *
 * @param ids start, content, end, padding
 * @param mask 0 where there is padding
 * @param weights what each token's state is multiplied with
 */
record Framed(long[] ids, long[] mask, float[] weights) {
    /** @param weights one for each of the tokens */
    static Framed of(Tokenizer tokenizer, PromptTokens tokens, Range range, float[] weights) {
        return new Framed(
                tokenizer.frame(tokens.ids(range)),
                tokenizer.mask(range.size()),
                tokenizer.weights(Arrays.copyOfRange(weights, range.from(), range.to())));
    }

    /** No words at all. */
    static Framed empty(Tokenizer tokenizer) {
        return new Framed(tokenizer.frame(new long[0]), tokenizer.mask(0), tokenizer.weights(new float[0]));
    }

    /** Tokens that are no padding. */
    int length() {
        int length = 0;
        for (long one : mask) {
            length += (int) one;
        }
        return length;
    }
}
