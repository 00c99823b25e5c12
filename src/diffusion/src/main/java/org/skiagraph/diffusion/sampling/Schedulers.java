package org.skiagraph.diffusion.sampling;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.sampling.internal.MonaiWords;
import org.skiagraph.diffusion.sampling.internal.ShortNames;
import org.skiagraph.diffusion.sampling.internal.Solvers;
import org.skiagraph.domain.Rejected;

/** The door to schedulers: from a scheduler_config.json, or by name. */
public final class Schedulers {
    private Schedulers() {}

    /** Class names and short names that {@link #named} takes. */
    public static List<String> names() {
        return ShortNames.all();
    }

    /**
     * The scheduler that a scheduler_config.json describes.
     *
     * @param config diffusers' keys, with "_class_name"
     * @throws Rejected if the class is unknown or a value is not one that it takes
     */
    public static Scheduler fromConfig(Map<String, Object> config) {
        return named(String.valueOf(config.get("_class_name")), config, Map.of());
    }

    /**
     * A scheduler by name over a model's own configuration: what the model's schedule says (betas, prediction type,
     * spacing, ...) stays, as diffusers' from_config keeps it; what the name says is set; overrides come last.
     *
     * <p>A base in MONAI's words (its {@code _library} says so) is read as such; its own class then means MONAI's solver of that
     * name, and any other name diffusers' over the same noise schedule.
     *
     * @param name a class name, or a short one as "dpm++2m-karras"; case, spaces, underscores and hyphens do not count
     * @param base the model's scheduler_config.json
     * @param overrides single keys
     */
    public static Scheduler named(String name, Map<String, Object> base, Map<String, Object> overrides) {
        String wanted = name.equals(base.get("_class_name")) ? MonaiWords.className(base) : name;
        ShortNames.Meaning meaning = ShortNames.of(wanted).orElseThrow(() -> unknown(name));
        Map<String, Object> config = new LinkedHashMap<>(MonaiWords.inDiffusersWords(base));
        config.putAll(meaning.settings());
        overrides.forEach((key, value) -> {
            if (!Solvers.knowsKey(meaning.className(), key)) {
                throw new Rejected(
                        "schedulerConfig",
                        meaning.className() + " has no key \"" + key + "\"",
                        "Use a key of that class in diffusers");
            }
            config.put(key, value);
        });
        return Solvers.configured(meaning.className(), config).orElseThrow(() -> unknown(name));
    }

    private static Rejected unknown(String name) {
        Optional<String> near = names().stream().min(Comparator.comparingInt(known -> distance(known, name)));
        return new Rejected(
                "scheduler",
                "\"" + name + "\" is not a scheduler that we know",
                "Did you mean " + near.orElse("ddim") + "? It takes diffusers' class names and the usual short ones");
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.length() > 64 ? b.substring(0, 64).toLowerCase(Locale.ROOT) : b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
