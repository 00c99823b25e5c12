package org.skiagraph.diffusion.prompt;

import java.util.Arrays;

/** Turns text into the ids that one text encoder knows. Thread-safe. */
public interface Tokenizer extends AutoCloseable {
    /** The prompt's own tokens, all of them. */
    PromptTokens encode(String text);

    /**
     * An encoder's input: start where the encoder knows one, content, end, padding.
     *
     * @param content at most {@link #capacity} ids
     * @return {@link #maxLength} ids
     */
    long[] frame(long[] content);

    /**
     * Which ids of a framed sequence are not padding: 1 for start, content and end, 0 behind them.
     *
     * @param content tokens of the prompt's own, at most {@link #capacity}
     */
    default long[] mask(int content) {
        long[] mask = new long[maxLength()];
        Arrays.fill(mask, 0, content + maxLength() - capacity(), 1);
        return mask;
    }

    /**
     * The weight of each id of a framed sequence: the content's own, and 1 for all around it.
     *
     * @param content one weight for each of the content's tokens
     */
    default float[] weights(float[] content) {
        float[] weights = new float[maxLength()];
        Arrays.fill(weights, 1);
        int before = maxLength() - capacity() - 1;
        System.arraycopy(content, 0, weights, before, content.length);
        return weights;
    }

    /** Ids that the tokenizer's own files know: the highest of them and one. */
    int vocabularySize();

    /** Ids per encoder call, start and end included. */
    int maxLength();

    /** Content tokens per encoder call. */
    int capacity();

    @Override
    void close();
}
