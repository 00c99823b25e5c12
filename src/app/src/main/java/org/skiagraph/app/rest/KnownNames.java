package org.skiagraph.app.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.dicom.template.Templates;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.domain.Rejected;

/**
 * What a client may name. A path of this machine is none of it, whatever the command line takes.
 *
 * @param adapterPath holds LoRAs and textual inversions; empty if the site has none to offer
 */
record KnownNames(Bundles bundles, Templates templates, Optional<Path> adapterPath) {
    String model(String name) {
        return known(
                "model",
                name,
                bundles.list().stream().map(Bundles.Listing::name).toList());
    }

    String template(String name) {
        return known(
                "template", name, templates.list().stream().map(Template::name).toList());
    }

    Path adapter(String field, String name) {
        return adapterPath.orElseThrow(() -> nothing(field)).resolve(known(field, name, adapters()));
    }

    /** File and directory names, sorted. */
    List<String> adapters() {
        if (adapterPath.filter(Files::isDirectory).isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(adapterPath.get())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rejected nothing(String field) {
        return new Rejected(
                field,
                "this server has no directory of adapters",
                "Set skiagraph.adapter-path to one, and put the file into it");
    }

    private static String known(String field, String name, List<String> names) {
        if (!names.contains(name)) {
            throw new Rejected(
                    field,
                    "there is none of that name",
                    Suggestions.nearest(name, names)
                            .map(near -> "Did you mean '" + near + "'")
                            .orElse(names.isEmpty() ? "There is none at all" : "Use one of " + names));
        }
        return name;
    }
}
