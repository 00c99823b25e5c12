package org.skiagraph.diffusion.sampling.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Scheduler configurations in MONAI's words: the same noise schedules under other keys, and solvers that differ a little. */
public final class MonaiWords {
    private static final Map<String, String> SCHEDULES = Map.of(
            "linear_beta", "linear",
            "scaled_linear_beta", "scaled_linear",
            "sigmoid_beta", "sigmoid",
            "cosine", "cosine_bounded");

    private MonaiWords() {}

    /** The class as {@link Solvers} knows it: MONAI's classes have diffusers' names, and need one of their own. */
    public static String className(Map<String, Object> config) {
        String given = String.valueOf(config.get("_class_name"));
        return isMonai(config) && !given.startsWith("Monai") ? "Monai" + given : given;
    }

    /** The same configuration with diffusers' keys. */
    public static Map<String, Object> inDiffusersWords(Map<String, Object> config) {
        if (!isMonai(config)) {
            return config;
        }
        Map<String, Object> translated = new LinkedHashMap<>(config);
        Object schedule = translated.remove("schedule");
        // MONAI's own default is linear_beta, in every scheduler.
        String name = schedule == null ? "linear_beta" : String.valueOf(schedule);
        translated.put("beta_schedule", SCHEDULES.getOrDefault(name, name));
        return translated;
    }

    private static boolean isMonai(Map<String, Object> config) {
        boolean saysSo = String.valueOf(config.get("_library")).startsWith("monai");
        return saysSo || (config.containsKey("schedule") && !config.containsKey("beta_schedule"));
    }
}
