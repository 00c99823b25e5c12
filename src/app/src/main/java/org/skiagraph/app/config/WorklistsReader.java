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

/** Reads {@code skiagraph.worklists.NAME.KEY}. */
public final class WorklistsReader {
    static final String PREFIX = "skiagraph.worklists.";

    private static final List<String> KEYS = Stream.of(
                    TargetReader.DIMSE, List.of("synthetic", "station"), TargetReader.TLS)
            .flatMap(List::stream)
            .toList();
    /** Keys that have one below them for each code. */
    private static final List<String> BY_CODE = List.of("prompts", "models", "templates");

    private WorklistsReader() {}

    /** @throws org.skiagraph.domain.Rejected naming the key that is wrong */
    public static Worklists read(SmallRyeConfig config, Settings settings) {
        List<Worklist> worklists = new ArrayList<>();
        NamedKeys.under(PREFIX, config).forEach((name, keys) -> worklists.add(worklist(name, keys, settings)));
        return new Worklists(worklists);
    }

    private static Worklist worklist(String name, Keys keys, Settings settings) {
        keys.requireKnown(Stream.concat(
                        Stream.concat(KEYS.stream(), BY_CODE.stream().map(one -> one + ".CODE")),
                        keys.values().keySet().stream().filter(WorklistsReader::isByCode))
                .toList());
        TargetReader target = new TargetReader(keys, settings);
        return new Worklist(
                name,
                keys.yes("synthetic", false),
                target.peer(),
                target.network(),
                target.tls(),
                keys.text("station").map(title -> Destination.title(keys.where("station"), title)),
                recipes(keys));
    }

    private static boolean isByCode(String key) {
        return BY_CODE.stream().anyMatch(one -> key.startsWith(one + "."));
    }

    /** By the code of the requested procedure. */
    private static Map<String, Recipe> recipes(Keys keys) {
        Map<String, String> prompts = byCode(keys, "prompts");
        Map<String, String> models = byCode(keys, "models");
        Map<String, String> templates = byCode(keys, "templates");
        TreeSet<String> codes = new TreeSet<>(prompts.keySet());
        codes.addAll(models.keySet());
        codes.addAll(templates.keySet());
        Map<String, Recipe> recipes = new TreeMap<>();
        codes.forEach(code -> recipes.put(code, Recipe.of(prompts.get(code), models.get(code), templates.get(code))));
        return recipes;
    }

    /** A code with a dot in it stands in quotes. */
    private static Map<String, String> byCode(Keys keys, String key) {
        Map<String, String> values = new TreeMap<>();
        keys.values().forEach((name, value) -> {
            if (name.startsWith(key + ".") && !value.isBlank()) {
                values.put(name.substring(key.length() + 1).replaceFirst("^\"(.*)\"$", "$1"), value.strip());
            }
        });
        return values;
    }
}
