package org.skiagraph.diffusion.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.skiagraph.diffusion.PromptExplanation.Piece;
import org.skiagraph.diffusion.PromptExplanation.Word;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.diffusion.bundle.ModelBundle.AddedToken;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.Reading;
import org.skiagraph.diffusion.family.Pipeline;
import org.skiagraph.diffusion.prompt.PromptTokens;
import org.skiagraph.diffusion.prompt.PromptTokens.Range;
import org.skiagraph.diffusion.prompt.PromptWord;
import org.skiagraph.diffusion.prompt.Vocabulary;
import org.skiagraph.diffusion.prompt.WeightedText;

/** Tells a prompt word by word: what the tokenizers make of it, and whether the model was trained with it. */
final class PromptReader {
    private final Pipeline pipeline;
    private final Optional<Vocabulary> vocabulary;
    private final Map<String, List<AddedToken>> added;

    private PromptReader(Pipeline pipeline, Optional<Vocabulary> vocabulary, Map<String, List<AddedToken>> added) {
        this.pipeline = pipeline;
        this.vocabulary = vocabulary;
        this.added = added;
    }

    /** @throws org.skiagraph.domain.Rejected if the vocabulary that the bundle states is no list of pieces */
    static PromptReader of(ModelBundle bundle, Pipeline pipeline) {
        return new PromptReader(
                pipeline,
                bundle.details().vocabulary().map(Vocabulary::read),
                bundle.tokenizers().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().added())));
    }

    /** Every word, without changes. */
    List<Word> words(WeightedText text, LongPromptPolicy policy) {
        List<Reading> readings = pipeline.read(text, policy);
        return PromptWord.of(text.text()).stream()
                .map(word -> word(word, text, readings))
                .toList();
    }

    private Word word(PromptWord word, WeightedText text, List<Reading> readings) {
        List<Piece> pieces = new ArrayList<>();
        for (Reading reading : readings) {
            PromptTokens tokens = reading.tokens();
            for (int i = 0; i < tokens.size(); i++) {
                if (word.holds(tokens, i)) {
                    pieces.add(piece(reading, i));
                }
            }
        }
        return new Word(word.word(), text.weightAt(word.start()), pieces, List.of());
    }

    private Piece piece(Reading reading, int token) {
        String piece = reading.tokens().pieces()[token];
        long id = reading.tokens().ids()[token];
        // What came with an adapter was trained with it.
        boolean learned = added.getOrDefault(reading.encoder(), List.of()).stream()
                .anyMatch(word -> id >= word.firstId() && id < word.firstId() + word.count());
        return new Piece(
                reading.encoder(),
                piece,
                id,
                window(reading.windows(), token),
                vocabulary.map(list -> learned || list.knows(piece)));
    }

    private static Optional<Integer> window(List<Range> windows, int token) {
        for (int w = 0; w < windows.size(); w++) {
            if (token >= windows.get(w).from() && token < windows.get(w).to()) {
                return Optional.of(w);
            }
        }
        return Optional.empty();
    }

    /** A line for people if the model does not know some of the words. */
    Optional<String> unknown(String field, WeightedText text, LongPromptPolicy policy) {
        if (vocabulary.isEmpty()) {
            return Optional.empty();
        }
        String words = words(text, policy).stream()
                .filter(word -> !word.isKnown().orElse(true))
                .map(Word::word)
                .distinct()
                .collect(Collectors.joining(" "));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(field + ": words that the model was not trained with: \"" + words + "\"");
    }
}
