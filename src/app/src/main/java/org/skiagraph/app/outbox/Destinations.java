package org.skiagraph.app.outbox;

import java.util.List;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Rejected;

/** The destinations that a site has configured. */
public record Destinations(List<Destination> all) {
    public Destinations {
        all = List.copyOf(all);
    }

    /** @throws Rejected if there is none of that name, or synthetic objects may not go there */
    public Destination named(String name) {
        Destination found = all.stream()
                .filter(destination -> destination.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        found.requireSynthetic();
        return found;
    }

    /** Those named and, if that is asked for, those whose rules match. */
    List<String> of(Routes routes, String template, String model) {
        Stream<String> ruled = all.stream()
                .filter(destination -> routes.byRule()
                        && destination.acceptsSynthetic()
                        && destination.routing().matches(template, model, routes.tags()))
                .map(Destination::name);
        return Stream.concat(routes.destinations().stream(), ruled).distinct().toList();
    }

    private Rejected unknown(String name) {
        List<String> names = all.stream().map(Destination::name).toList();
        String mend = names.isEmpty()
                ? "Write it under 'skiagraph.destinations' in skiagraph.yaml"
                : Suggestions.nearest(name, names)
                        .map(near -> "Write '" + near + "'")
                        .orElse("Choose one of " + String.join(", ", names));
        return new Rejected("to", "there is no destination '" + name + "'", mend);
    }
}
