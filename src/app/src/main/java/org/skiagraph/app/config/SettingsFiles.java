package org.skiagraph.app.config;

import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.skiagraph.domain.Rejected;

/**
 * The skiagraph.yaml files. They are read before the framework starts, so that a mistake in one of them is told in one
 * line instead of a failed start; {@link YamlSources} hands them on.
 */
public final class SettingsFiles {
    private static final String NAME = "skiagraph.yaml";
    private static final int HOME_ORDINAL = 266;
    private static final int WORKING_DIRECTORY_ORDINAL = 270;

    private static final String FORM = "Write it as 'skiagraph:' with indented 'key: value'";

    private static final Pattern KEY = Pattern.compile("[A-Za-z]+");

    private static volatile List<ConfigSource> loaded = List.of();

    private SettingsFiles() {}

    /**
     * Reads home's file and the working directory's, which wins; config/application.yaml, which the framework reads by
     * itself, is only checked.
     *
     * @throws Rejected if one is there and is not YAML, or has an unknown key
     */
    public static void load(Optional<Path> home, Path workingDirectory) {
        List<ConfigSource> sources = new ArrayList<>();
        Path nearest = workingDirectory.toAbsolutePath().normalize().resolve(NAME);
        home.map(directory -> directory.toAbsolutePath().normalize().resolve(NAME))
                .filter(file -> !file.equals(nearest) && Files.exists(file))
                .ifPresent(file -> sources.add(read(file, HOME_ORDINAL)));
        if (Files.exists(nearest)) {
            sources.add(read(nearest, WORKING_DIRECTORY_ORDINAL));
        }
        Path frameworks = nearest.resolveSibling("config").resolve("application.yaml");
        if (Files.exists(frameworks)) {
            read(frameworks, HOME_ORDINAL);
        }
        loaded = List.copyOf(sources);
    }

    static List<ConfigSource> loaded() {
        return loaded;
    }

    private static ConfigSource read(Path file, int ordinal) {
        String text = text(file);
        ConfigSource source = parse(file, text, ordinal);
        boolean says = text.lines().map(String::strip).anyMatch(line -> !line.isEmpty() && !line.startsWith("#"));
        if (says
                && source.getPropertyNames().stream()
                        .noneMatch(key -> KEY.matcher(key).lookingAt())) {
            throw new Rejected(file.toString(), "holds no settings", FORM);
        }
        source.getPropertyNames().forEach(key -> Setting.requireKnown(key, file.toString()));
        return source;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Rejected(
                    file.toString(), "cannot be read: " + e.getMessage(), "Make it a readable UTF-8 text file", e);
        }
    }

    private static ConfigSource parse(Path file, String text, int ordinal) {
        try {
            return new YamlConfigSource(file.toString(), text, ordinal);
        } catch (RuntimeException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new Rejected(file.toString(), "is not YAML: " + reason, FORM, e);
        }
    }
}
