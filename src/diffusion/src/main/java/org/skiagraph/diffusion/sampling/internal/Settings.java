package org.skiagraph.diffusion.sampling.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.skiagraph.domain.Rejected;

/** A scheduler's configuration: diffusers' keys, with the class's defaults under what was given. */
public final class Settings {
    private final String className;
    private final Map<String, Object> values;

    /** @param given scheduler_config.json, or part of one; keys that the class does not have are left out */
    public Settings(String className, Map<String, Object> defaults, Map<String, Object> given) {
        this.className = className;
        Map<String, Object> merged = new TreeMap<>(defaults);
        given.forEach((key, value) -> {
            if (defaults.containsKey(key)) {
                merged.put(key, value);
            }
        });
        this.values = Collections.unmodifiableMap(merged);
    }

    String className() {
        return className;
    }

    Map<String, Object> values() {
        return values;
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    double real(String key) {
        Object value = values.get(key);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if ("-inf".equals(value) || "-Infinity".equals(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        throw wrong(key, value, "a number");
    }

    int whole(String key) {
        double value = real(key);
        if (value != (int) value) {
            throw wrong(key, value, "a whole number");
        }
        return (int) value;
    }

    boolean flag(String key) {
        Object value = values.get(key);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, value, "true or false");
    }

    /** A word out of the ones that are known; the first of them where the key is absent. */
    String oneOf(String key, String... known) {
        Object value = values.getOrDefault(key, known[0]);
        if (List.of(known).contains(String.valueOf(value))) {
            return String.valueOf(value);
        }
        throw wrong(key, value, "one of " + List.of(known));
    }

    List<?> list(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(key, value, "a list");
    }

    /** Refuses a switch that this build does not implement. */
    void refuse(String key) {
        Object value = values.get(key);
        if (value != null && !Boolean.FALSE.equals(value)) {
            throw wrong(key, value, "absent or false: this scheduler does not implement it");
        }
    }

    private Rejected wrong(String key, Object value, String wanted) {
        return new Rejected(
                className + "." + key,
                "its value is " + value,
                "Write " + wanted + " in the scheduler's configuration");
    }
}
