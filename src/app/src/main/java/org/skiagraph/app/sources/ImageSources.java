package org.skiagraph.app.sources;

import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Rejected;

/** The places that a site has configured. */
public record ImageSources(List<ImageSource> all) {
    public ImageSources {
        all = List.copyOf(all);
    }

    /** The one that is meant where none is named. */
    public Optional<ImageSource> only() {
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** @throws Rejected if there is none of that name */
    public ImageSource named(String name) {
        return all.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private Rejected unknown(String name) {
        List<String> names = all.stream().map(ImageSource::name).toList();
        String mend = names.isEmpty()
                ? "Give AET@host:port or a DICOMweb address, or write it under 'skiagraph.sources' in skiagraph.yaml"
                : Suggestions.nearest(name, names)
                        .map(near -> "Write '" + near + "'")
                        .orElse("Choose one of " + String.join(", ", names));
        return new Rejected("source-from", "there is no source '" + name + "'", mend);
    }
}
