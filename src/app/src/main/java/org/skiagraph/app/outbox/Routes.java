package org.skiagraph.app.outbox;

import java.util.List;
import org.skiagraph.domain.Rejected;

/**
 * Where a study is to go.
 *
 * @param destinations by name
 * @param byRule whether the destinations' own rules say where else
 * @param tags that the rules may ask for
 * @param review whether its images wait for a person's word
 */
public record Routes(List<String> destinations, boolean byRule, List<String> tags, boolean review) {
    public Routes {
        destinations = checked("to", destinations);
        tags = checked("tag", tags);
    }

    /** The store keeps them with commas between. */
    private static List<String> checked(String option, List<String> words) {
        for (String word : words) {
            if (word.isBlank() || word.contains(",")) {
                throw new Rejected(option, "'" + word + "' is no name", "Use letters, digits, - and _");
            }
        }
        return List.copyOf(words);
    }

    /** Whether it is only made. */
    boolean leadNowhere() {
        return destinations.isEmpty() && !byRule;
    }

    /** To these places, at once. */
    public static Routes to(List<String> destinations) {
        return new Routes(destinations, false, List.of(), false);
    }
}
