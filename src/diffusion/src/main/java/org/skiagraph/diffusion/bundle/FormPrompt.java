package org.skiagraph.diffusion.bundle;

import java.util.Map;
import java.util.Optional;

/**
 * A form that was filled in.
 *
 * @param prompt in the model's own words
 * @param negativePrompt empty if the form says nothing of it
 * @param conditions values for the model's classes and scalars, by their names
 * @param effects what the form asks for beyond words
 */
public record FormPrompt(
        String prompt, Optional<String> negativePrompt, Map<String, String> conditions, Effects effects) {
    public FormPrompt {
        conditions = Map.copyOf(conditions);
    }

    /**
     * What a choice asks for beyond words.
     *
     * @param mirrored whether the result is mirrored, left to right, beside what the model knows
     * @param guidanceScale suits this choice better than the model's default; a request's own comes first
     */
    public record Effects(boolean mirrored, Optional<Double> guidanceScale) {
        public static final Effects NONE = new Effects(false, Optional.empty());

        /** Both; where two choices disagree on the scale the later one counts. */
        Effects and(Effects later) {
            return new Effects(mirrored || later.mirrored, later.guidanceScale.or(() -> guidanceScale));
        }
    }
}
