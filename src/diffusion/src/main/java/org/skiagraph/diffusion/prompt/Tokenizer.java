package org.skiagraph.diffusion.prompt;

/** Turns text into the ids that one text encoder knows. Thread-safe. */
public interface Tokenizer extends AutoCloseable {
    /** The prompt's own tokens, all of them. */
    PromptTokens encode(String text);

    /**
     * An encoder's input: start, content, end, padding.
     *
     * @param content at most {@link #capacity} ids
     * @return {@link #maxLength} ids
     */
    long[] frame(long[] content);

    /** Ids per encoder call, start and end included. */
    int maxLength();

    /** Content tokens per encoder call. */
    default int capacity() {
        return maxLength() - 2;
    }

    @Override
    void close();
}
