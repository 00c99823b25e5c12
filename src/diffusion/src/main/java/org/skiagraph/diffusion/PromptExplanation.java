package org.skiagraph.diffusion;

import java.util.List;
import java.util.Optional;

/**
 * What a model makes of a prompt, word by word.
 *
 * @param sides the prompt, and the negative prompt if there is one
 * @param longPrompt "chunk" or "truncate", as it would really be done
 * @param promptWeights "explicit", "a1111" or "off": what brackets meant
 * @param probe how changes were measured; empty if they were not
 */
public record PromptExplanation(List<Side> sides, String longPrompt, String promptWeights, Optional<Probe> probe) {
    public PromptExplanation {
        sides = List.copyOf(sides);
    }

    /** @param field "prompt" or "negativePrompt" */
    public record Side(String field, List<Word> words) {
        public Side {
            words = List.copyOf(words);
        }
    }

    /**
     * What stands between white space, without marks of weights.
     *
     * @param weight of its first character
     * @param pieces of every encoder, one encoder after the other
     * @param changes of the network's prediction without this word, by timestep of the probe: L2 distance over L2 size, 0 is no
     *     change; empty if they were not measured
     */
    public record Word(String word, double weight, List<Piece> pieces, List<Double> changes) {
        public Word {
            pieces = List.copyOf(pieces);
            changes = List.copyOf(changes);
        }

        /** Whether every encoder reads all of it. */
        public boolean isKept() {
            return pieces.stream().allMatch(piece -> piece.window().isPresent());
        }

        /** Whether the vocabulary that the bundle states has all its pieces; empty if it states none. */
        public Optional<Boolean> isKnown() {
            return pieces.isEmpty()
                            || pieces.stream().anyMatch(piece -> piece.known().isEmpty())
                    ? Optional.empty()
                    : Optional.of(
                            pieces.stream().allMatch(piece -> piece.known().orElse(true)));
        }
    }

    /**
     * One token.
     *
     * @param encoder role of the text encoder that reads it
     * @param piece as the tokenizer's vocabulary writes it
     * @param window the encoder call that it goes into, from 0; empty if it is left out
     * @param known whether the vocabulary that the bundle states has it; empty if it states none
     */
    public record Piece(String encoder, String piece, long id, Optional<Integer> window, Optional<Boolean> known) {}

    /**
     * How changes were measured: the network was asked on noise from this seed alone (a clean sample of zeros behind it), once for
     * the whole prompt and once without each word.
     *
     * @param network the UNet, or the prior before it
     * @param timesteps of the model's default schedule, after a tenth, three tenths and half of the calls
     */
    public record Probe(String network, long seed, List<Double> timesteps) {
        public Probe {
            timesteps = List.copyOf(timesteps);
        }
    }
}
