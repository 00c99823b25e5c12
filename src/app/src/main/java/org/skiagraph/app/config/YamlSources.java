package org.skiagraph.app.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Puts application.yaml and the settings files of {@link SettingsFiles} under the environment's values. */
public final class YamlSources implements SmallRyeConfigBuilderCustomizer {
    static final String DEFAULTS = "default";
    /** Over the library's own reading of the same file, whose name for it no one would understand. */
    private static final int DEFAULTS_ORDINAL = 256;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withSources(new YamlConfigSource(DEFAULTS, defaults(), DEFAULTS_ORDINAL));
        SettingsFiles.loaded().forEach(builder::withSources);
    }

    private static String defaults() {
        try (InputStream in = YamlSources.class.getResourceAsStream("/application.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
