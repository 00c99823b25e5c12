package org.skiagraph.diffusion.conditioning;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.prompt.WeightedText;

/**
 * What a person asked for.
 *
 * @param text may be empty, the unconditional prompt
 * @param negative empty if none was given; a given "" is encoded
 * @param conditions classes and scalars by name, for models that take some
 */
public record Prompt(WeightedText text, Optional<WeightedText> negative, Map<String, String> conditions) {
    public Prompt {
        conditions = Map.copyOf(conditions);
    }

    /** Words as they are written. */
    public Prompt(String text, Optional<String> negative, Map<String, String> conditions) {
        this(WeightedText.plain(text), negative.map(WeightedText::plain), conditions);
    }

    /** Words alone. */
    public Prompt(String text, Optional<String> negative) {
        this(text, negative, Map.of());
    }
}
