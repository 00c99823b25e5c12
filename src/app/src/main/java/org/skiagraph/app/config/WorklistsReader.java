package org.skiagraph.app.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.app.worklist.Recipe;
import org.skiagraph.app.worklist.Worklist;
import org.skiagraph.app.worklist.Worklists;
import org.skiagraph.domain.Rejected;

/** Reads {@code skiagraph.worklists.NAME.KEY}. */
public final class WorklistsReader {
    static final String PREFIX = "skiagraph.worklists.";

    private static final List<String> KEYS = Stream.of(
                    TargetReader.DIMSE,
                    List.of("synthetic", "station", "prompts.", "models.", "templates."),
                    TargetReader.TLS)
            .flatMap(List::stream)
            .toList();

    private WorklistsReader() {}

    /** @throws Rejected naming the key that is wrong */
    public static Worklists read(SmallRyeConfig config, Settings settings) {
        List<Worklist> worklists = new ArrayList<>();
        NamedKeys.under(PREFIX, config).forEach((name, keys) -> {
            Worklist worklist = worklist(name, keys, settings);
            if (worklist.synthetic()) {
                requireOneHand(config, keys);
            }
            worklists.add(worklist);
        });
        return new Worklists(worklists);
    }

    /** What one source says of its peer is not true of the peer that another puts in its place. */
    private static void requireOneHand(SmallRyeConfig config, Keys keys) {
        ConfigValue synthetic = config.getConfigValue(keys.where("synthetic"));
        ConfigValue peer = config.getConfigValue(keys.where("peer"));
        if (synthetic.getConfigSourceOrdinal() != peer.getConfigSourceOrdinal()
                || !Objects.equals(synthetic.getConfigSourceName(), peer.getConfigSourceName())) {
            throw new Rejected(
                    keys.where("synthetic"),
                    "is said in " + synthetic.getConfigSourceName() + ", but the peer in " + peer.getConfigSourceName(),
                    "Say both in the same place, if no order of that peer is a patient's");
        }
    }

    private static Worklist worklist(String name, Keys keys, Settings settings) {
        keys.requireKnown(KEYS);
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

    /** By the code of the requested procedure. */
    private static Map<String, Recipe> recipes(Keys keys) {
        Map<String, String> prompts = keys.map("prompts");
        Map<String, String> models = keys.map("models");
        Map<String, String> templates = keys.map("templates");
        TreeSet<String> codes = new TreeSet<>(prompts.keySet());
        codes.addAll(models.keySet());
        codes.addAll(templates.keySet());
        Map<String, Recipe> recipes = new TreeMap<>();
        codes.forEach(code -> recipes.put(code, Recipe.of(prompts.get(code), models.get(code), templates.get(code))));
        return recipes;
    }
}
