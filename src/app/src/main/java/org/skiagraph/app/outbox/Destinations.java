package org.skiagraph.app.outbox;

import java.util.List;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Rejected;

/**
 * The destinations that a site has.
 *
 * @param misread those that cannot be understood, which stop no other
 */
public record Destinations(List<Destination> all, List<Misread> misread) {
    public Destinations {
        all = List.copyOf(all);
        misread = List.copyOf(misread);
    }

    /** All of them understood. */
    public Destinations(List<Destination> all) {
        this(all, List.of());
    }

    /** @throws Rejected if there is none of that name, it cannot be understood, or synthetic objects may not go there */
    public Destination named(String name) {
        misread.stream().filter(one -> one.name().equals(name)).findFirst().ifPresent(one -> {
            throw one.failure();
        });
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
        Stream<String> waiting = misread.stream()
                .filter(one -> routes.byRule()
                        && one.routing()
                                .filter(rules -> rules.matches(template, model, routes.tags()))
                                .isPresent())
                .map(Misread::name);
        return Stream.of(routes.destinations().stream(), ruled, waiting)
                .flatMap(names -> names)
                .distinct()
                .toList();
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
