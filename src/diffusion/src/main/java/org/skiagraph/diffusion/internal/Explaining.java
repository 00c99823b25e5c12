package org.skiagraph.diffusion.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.PromptExplanation.Side;
import org.skiagraph.diffusion.PromptExplanation.Word;
import org.skiagraph.diffusion.conditioning.Conditioner.LongPromptPolicy;
import org.skiagraph.diffusion.conditioning.Prompt;
import org.skiagraph.diffusion.conditioning.Reading;
import org.skiagraph.diffusion.family.Pipeline;
import org.skiagraph.diffusion.family.PipelineRun;
import org.skiagraph.diffusion.family.PromptChanges;
import org.skiagraph.diffusion.prompt.PromptWord;
import org.skiagraph.diffusion.prompt.WeightedText;
import org.skiagraph.diffusion.sampling.NoiseSource;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Takes one word after the other out of a prompt and asks the network again. */
final class Explaining {
    private final Pipeline pipeline;
    private final PromptReader reader;

    Explaining(Pipeline pipeline, PromptReader reader) {
        this.pipeline = pipeline;
        this.reader = reader;
    }

    /** The words of one side, and at which timesteps they were left out. */
    record Explained(Side side, List<Double> timesteps) {}

    void requireText() {
        if (!pipeline.readsText()) {
            throw new Rejected(
                    "prompt",
                    "this model reads no words; it is told classes or numbers alone",
                    "Run 'skiagraph models show' for what it takes");
        }
    }

    /** Without the network. */
    Explained read(String field, WeightedText text, LongPromptPolicy policy) {
        return new Explained(new Side(field, reader.words(text, policy)), List.of());
    }

    /** @param run how the network is asked; its prompt is exchanged */
    Explained measure(String field, WeightedText text, PipelineRun run, NoiseSource noise, ProgressListener listener) {
        List<Word> words = reader.words(text, run.longPrompt());
        WeightedText heard = heard(text, run.longPrompt());
        List<PromptWord> places = PromptWord.of(text.text());
        List<WeightedText> others = new ArrayList<>();
        for (PromptWord place : places) {
            if (place.start() < heard.text().length()) {
                others.add(heard.without(place.start(), place.end()));
            }
        }
        PromptChanges changes =
                pipeline.changes(run.with(new Prompt(heard, Optional.empty(), Map.of())), others, noise, listener);
        List<Word> measured = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            // What no encoder reads changes nothing.
            List<Double> change = i < others.size()
                    ? changes.relative().get(i)
                    : Collections.nCopies(changes.timesteps().size(), 0.0);
            measured.add(new Word(word.word(), word.weight(), word.pieces(), change));
        }
        return new Explained(new Side(field, measured), changes.timesteps());
    }

    /** What is read of a text; taking a word out of the whole would let a word in that had been left out. */
    private WeightedText heard(WeightedText text, LongPromptPolicy policy) {
        int end = pipeline.read(text, policy).stream()
                .mapToInt(Reading::end)
                .max()
                .orElse(0);
        return text.without(end, text.text().length());
    }
}
