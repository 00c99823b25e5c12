package org.skiagraph.app.config;

/**
 * One setting as it holds now.
 *
 * @param value as written, "" where it is left to the program
 * @param source where the value came from: "default", a file, "environment", "system property"
 */
public record EffectiveSetting(Setting setting, String value, String source) {
    private static final String REDACTED = "(redacted)";

    /** The value, unless it is a secret. */
    public String shown() {
        return setting.secret() && !value.isEmpty() ? REDACTED : value;
    }
}
