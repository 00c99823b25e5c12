package org.skiagraph.diffusion.conditioning;

import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.diffusion.prompt.WeightedText;

/** Turns words into what a UNet understands. One per family of text encoders. */
public interface Conditioner extends AutoCloseable {
    /**
     * Encodes both sides of a prompt.
     *
     * @param prompt what to encode
     * @param frame size and crop, for families that are told of them
     * @param guided whether the negative side is needed at all
     * @param warnings hears what was left out of a prompt
     */
    Conditions encode(
            Prompt prompt, PictureFrame frame, boolean guided, LongPromptPolicy longPrompt, Consumer<String> warnings);

    /** How each encoder reads a text: its tokens, and which window they go into; nothing where words do not count. */
    default List<Reading> read(WeightedText text, LongPromptPolicy longPrompt) {
        return List.of();
    }

    /** Whether words count at all; some models are told classes or scalars alone. */
    default boolean readsText() {
        return true;
    }

    /** Whether the UNet takes more tokens than one encoder call gives; without that, long prompts are truncated. */
    boolean canChunk();

    @Override
    void close();

    /** What to do with a prompt that is longer than one encoder call takes. */
    enum LongPromptPolicy {
        /** Encode in pieces, and concatenate the embeddings along the token axis. */
        CHUNK,
        /** Keep what fits, and say what was left out. */
        TRUNCATE
    }
}
