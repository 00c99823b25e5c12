package org.skiagraph.app.outbox;

import java.util.List;

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
        destinations = List.copyOf(destinations);
        tags = List.copyOf(tags);
    }

    /** To these places, at once. */
    public static Routes to(List<String> destinations) {
        return new Routes(destinations, false, List.of(), false);
    }
}
