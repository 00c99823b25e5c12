package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.app.worklist.Recipe;
import org.skiagraph.app.worklist.Worklist;
import org.skiagraph.app.worklist.Worklists;
import org.skiagraph.dicom.network.NetworkSettings;

/** Reads {@code skiagraph.worklists.NAME.KEY}. */
public final class WorklistsReader {
    static final String PREFIX = "skiagraph.worklists.";

    private static final List<String> KEYS = Stream.concat(
                    Stream.of("peer", "ae-title", "synthetic", "station", "prompts.", "models.", "templates."),
                    Section.TLS.stream())
            .toList();

    private WorklistsReader() {}

    /** @throws org.skiagraph.domain.Rejected naming the key that is wrong */
    public static Worklists read(SmallRyeConfig config, Settings settings) {
        List<Worklist> worklists = new ArrayList<>();
        Section.all(config, PREFIX).forEach((name, section) -> worklists.add(worklist(name, section, settings)));
        return new Worklists(worklists);
    }

    private static Worklist worklist(String name, Section section, Settings settings) {
        section.requireKnown(KEYS, "a worklist");
        String calling = section.text("ae-title")
                .map(title -> Destination.title(section.where("ae-title"), title))
                .orElse(settings.aeTitle());
        NetworkSettings network = new NetworkSettings(
                calling,
                settings.connectTimeout(),
                settings.responseTimeout(),
                settings.responseTimeout(),
                NetworkSettings.DEFAULT.maxPduLength());
        return new Worklist(
                name,
                section.yes("synthetic", false),
                Destination.parse(section.where("peer"), section.required("peer"), calling),
                network,
                section.tls(),
                section.text("station").map(title -> Destination.title(section.where("station"), title)),
                recipes(section));
    }

    /** By the code of the requested procedure. */
    private static Map<String, Recipe> recipes(Section section) {
        Map<String, String> prompts = section.map("prompts");
        Map<String, String> models = section.map("models");
        Map<String, String> templates = section.map("templates");
        TreeSet<String> codes = new TreeSet<>(prompts.keySet());
        codes.addAll(models.keySet());
        codes.addAll(templates.keySet());
        Map<String, Recipe> recipes = new TreeMap<>();
        codes.forEach(code -> recipes.put(code, Recipe.of(prompts.get(code), models.get(code), templates.get(code))));
        return recipes;
    }
}
