package org.skiagraph.diffusion.prompt.internal;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.skiagraph.diffusion.bundle.ModelBundle.AddedToken;
import org.skiagraph.diffusion.bundle.ModelBundle.TokenizerSpec;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.Tokenizer;
import org.skiagraph.domain.Rejected;

/**
 * CLIP's byte pairs, BERT's word pieces and T5's unigrams, run by HuggingFace's tokenizers library; start, end and padding
 * are put on here.
 */
public final class HuggingFacePromptTokenizer implements Tokenizer {
    private final HuggingFaceTokenizer tokenizer;
    private final SpecialTokens special;
    private final int vocabularySize;
    private final List<AddedToken> added;
    private final int maxLength;

    private HuggingFacePromptTokenizer(HuggingFaceTokenizer tokenizer, TokenizerFiles files, TokenizerSpec spec) {
        this.tokenizer = tokenizer;
        this.special = files.specialTokens();
        this.vocabularySize = files.vocabularySize();
        this.added = spec.added();
        this.maxLength = spec.maxLength();
    }

    public static Tokenizer open(TokenizerSpec spec) {
        Path directory = spec.directory();
        int maxLength = spec.maxLength();
        if (maxLength < 3) {
            throw new Rejected(
                    directory.toString(), "a maximal length of " + maxLength, "Write at least 3 in the manifest");
        }
        // The library would look for files on the network otherwise.
        System.setProperty("DJL_OFFLINE", "true");
        TokenizerFiles files = TokenizerFiles.read(directory);
        byte[] json = files.with(spec.added()).getBytes(StandardCharsets.UTF_8);
        try {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(json), Map.of("padding", "false", "truncation", "false"));
            return new HuggingFacePromptTokenizer(tokenizer, files, spec);
        } catch (IOException | RuntimeException e) {
            throw new Rejected(
                    directory.toString(),
                    "it is not a tokenizer that can be opened",
                    "Copy the tokenizer's files again",
                    e);
        }
    }

    @Override
    public PromptTokens encode(String text) {
        // A lone surrogate cannot cross into UTF-8.
        String clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        SpelledText spelled = SpelledText.of(clean, added);
        Encoding encoding = tokenizer.encode(spelled.text(), false, false);
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] starts = new int[spans.length];
        int[] ends = new int[spans.length];
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] != null) {
                // Spans count code points; Java's strings count UTF-16 units.
                starts[i] = spelled.start(spelled.text().offsetByCodePoints(0, spans[i].getStart()));
                ends[i] = spelled.end(spelled.text().offsetByCodePoints(0, spans[i].getEnd()));
            }
        }
        return new PromptTokens(clean, encoding.getIds(), encoding.getTokens(), starts, ends);
    }

    @Override
    public int vocabularySize() {
        return vocabularySize;
    }

    @Override
    public long[] frame(long[] content) {
        if (content.length > capacity()) {
            throw new IllegalArgumentException(content.length + " ids do not fit into " + maxLength);
        }
        long[] framed = new long[maxLength];
        Arrays.fill(framed, special.pad());
        int at = 0;
        if (special.start().isPresent()) {
            framed[at++] = special.start().getAsLong();
        }
        System.arraycopy(content, 0, framed, at, content.length);
        framed[at + content.length] = special.end();
        return framed;
    }

    @Override
    public int capacity() {
        return maxLength - (special.start().isPresent() ? 2 : 1);
    }

    @Override
    public int maxLength() {
        return maxLength;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
