package org.skiagraph.diffusion.conditioning;

import org.skiagraph.diffusion.prompt.Tokenizer;

/**
 * What one encoder call is given.
 *
 * @param ids start, content, end, padding
 * @param mask 0 where there is padding
 */
record Framed(long[] ids, long[] mask) {
    static Framed of(Tokenizer tokenizer, long[] content) {
        return new Framed(tokenizer.frame(content), tokenizer.mask(content.length));
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
