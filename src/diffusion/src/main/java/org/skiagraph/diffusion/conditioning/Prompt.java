package org.skiagraph.diffusion.conditioning;

import java.util.Map;
import java.util.Optional;

/**
 * What a person asked for.
 *
 * @param text may be "", the unconditional prompt
 * @param negative empty if none was given; a given "" is encoded
 * @param conditions classes and scalars by name, for models that take some
 */
public record Prompt(String text, Optional<String> negative, Map<String, String> conditions) {
    public Prompt {
        conditions = Map.copyOf(conditions);
    }

    /** Words alone. */
    public Prompt(String text, Optional<String> negative) {
        this(text, negative, Map.of());
    }
}
