package org.skiagraph.app.worklist;

import java.util.List;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Rejected;

/** The worklists that a site has configured. */
public record Worklists(List<Worklist> all) {
    public Worklists {
        all = List.copyOf(all);
    }

    /** @throws Rejected if there is none of that name */
    public Worklist named(String name) {
        return all.stream()
                .filter(worklist -> worklist.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private Rejected unknown(String name) {
        List<String> names = all.stream().map(Worklist::name).toList();
        String mend = names.isEmpty()
                ? "Write it under 'skiagraph.worklists' in skiagraph.yaml"
                : Suggestions.nearest(name, names)
                        .map(near -> "Write '" + near + "'")
                        .orElse("Choose one of " + String.join(", ", names));
        return new Rejected("worklist", "there is no worklist '" + name + "'", mend);
    }
}
