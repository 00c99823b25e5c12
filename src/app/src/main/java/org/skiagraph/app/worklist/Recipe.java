package org.skiagraph.app.worklist;

import java.util.Optional;

/** How a requested procedure is answered, where the command does not say it. */
public record Recipe(Optional<String> prompt, Optional<String> model, Optional<String> template) {
    /** Of which nothing is known. */
    public static final Recipe NONE = of(null, null, null);

    /** What is not known is null. */
    public static Recipe of(String prompt, String model, String template) {
        return new Recipe(Optional.ofNullable(prompt), Optional.ofNullable(model), Optional.ofNullable(template));
    }
}
