package org.skiagraph.app.outbox;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which studies go to a destination by themselves. Every list that is not empty has to match; all empty matches nothing.
 *
 * @param templates names, * for any characters
 * @param models names, * for any characters
 * @param tags of which a request must bear one
 */
public record Routing(List<String> templates, List<String> models, List<String> tags) {
    public Routing {
        templates = List.copyOf(templates);
        models = List.copyOf(models);
        tags = List.copyOf(tags);
    }

    /** @param given the request's tags */
    boolean matches(String template, String model, List<String> given) {
        boolean saysNothing = templates.isEmpty() && models.isEmpty() && tags.isEmpty();
        return !saysNothing
                && any(templates, template)
                && any(models, model)
                && (tags.isEmpty() || tags.stream().anyMatch(given::contains));
    }

    private static boolean any(List<String> patterns, String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> name.matches(regex(pattern)));
    }

    private static String regex(String pattern) {
        return Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    }
}
