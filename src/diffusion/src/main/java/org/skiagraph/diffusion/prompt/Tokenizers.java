package org.skiagraph.diffusion.prompt;

import java.nio.file.Path;
import org.skiagraph.diffusion.bundle.ModelBundle.TokenizerSpec;
import org.skiagraph.diffusion.prompt.internal.HuggingFacePromptTokenizer;

/** Opens tokenizers. */
public final class Tokenizers {
    private Tokenizers() {}

    /**
     * Opens the tokenizer in a directory: tokenizer.json, CLIP's vocab.json and merges.txt, or BERT's vocab.txt.
     *
     * @param maxLength ids per encoder call, start and end included; at least 3
     * @throws org.skiagraph.domain.Rejected if files are missing, too large, or not what they should be
     */
    public static Tokenizer open(Path directory, int maxLength) {
        return open(new TokenizerSpec(directory, maxLength));
    }

    /** The same, with words that the files do not know. */
    public static Tokenizer open(TokenizerSpec spec) {
        return HuggingFacePromptTokenizer.open(spec);
    }
}
