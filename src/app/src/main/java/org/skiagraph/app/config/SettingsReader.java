package org.skiagraph.app.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Choices;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.graph.ProviderChoice;

/** Turns configuration into {@link Settings}, remembering where each value came from. */
public final class SettingsReader {
    /** The library's names look like "YamlConfigSource[source=file:...]". */
    private static final Pattern WRAPPED = Pattern.compile("\\w+\\[source=(.*)]");

    private final Map<Setting, EffectiveSetting> effective = new TreeMap<>();

    public SettingsReader(SmallRyeConfig config) {
        for (Setting setting : Setting.values()) {
            effective.put(setting, find(config, setting));
        }
    }

    /** Every setting, in the order of {@link Setting}. */
    public List<EffectiveSetting> effective() {
        return List.copyOf(effective.values());
    }

    /** @throws org.skiagraph.domain.Rejected naming key, source and remedy of the first bad value */
    public Settings read() {
        Path home = path(Setting.HOME).or(Home::find).orElse(Path.of("")).toAbsolutePath();
        return new Settings(
                home,
                required(Setting.MODEL),
                text(Setting.TEMPLATE),
                value(Setting.OUT).path(),
                Choices.named(where(Setting.PROVIDER), required(Setting.PROVIDER), ProviderChoice.values(), Enum::name),
                value(Setting.THREADS).whole(0, 1024),
                value(Setting.MEMORY_BUDGET).bytes(),
                value(Setting.BITS_STORED).whole(8, 16),
                value(Setting.PREVIEW_BITS).either(8, 16),
                Choices.named(
                        where(Setting.TRANSFER_SYNTAX),
                        required(Setting.TRANSFER_SYNTAX),
                        TransferSyntax.values(),
                        TransferSyntax::shortName),
                value(Setting.UID_ROOT).uidRoot(),
                Destination.title(where(Setting.AE_TITLE), required(Setting.AE_TITLE)),
                value(Setting.CONNECT_TIMEOUT).duration(),
                value(Setting.RESPONSE_TIMEOUT).duration(),
                searchPath(home.resolve("onnx"), Setting.MODEL_PATH),
                searchPath(home.resolve("dicom-templates"), Setting.TEMPLATE_PATH),
                path(Setting.ADAPTER_PATH),
                text(Setting.SOURCE_FROM),
                paths(Setting.DESTINATION_PATH),
                path(Setting.SIGNING_KEY),
                paths(Setting.TRUSTED_KEYS),
                path(Setting.STATE).orElseGet(Home::stateDirectory),
                value(Setting.OUTBOX_RESERVE).bytes());
    }

    private List<Path> searchPath(Path own, Setting more) {
        return Stream.concat(paths(more).stream(), Stream.of(own)).toList();
    }

    private List<Path> paths(Setting setting) {
        String[] parts =
                text(setting).map(path -> path.split(File.pathSeparator)).orElse(new String[0]);
        return Arrays.stream(parts)
                .filter(part -> !part.isBlank())
                .map(part -> new SettingValue(where(setting), part).path())
                .toList();
    }

    private Optional<Path> path(Setting setting) {
        return text(setting).map(said -> value(setting).path());
    }

    private Optional<String> text(Setting setting) {
        return Optional.of(effective.get(setting).value()).filter(text -> !text.isBlank());
    }

    private String required(Setting setting) {
        return value(setting).text();
    }

    private SettingValue value(Setting setting) {
        return new SettingValue(where(setting), effective.get(setting).value());
    }

    private String where(Setting setting) {
        return setting.key() + " (" + effective.get(setting).source() + ")";
    }

    private static EffectiveSetting find(SmallRyeConfig config, Setting setting) {
        ConfigValue found = config.getConfigValue(setting.key());
        String value = found.getValue() == null ? "" : found.getValue();
        return new EffectiveSetting(setting, value, source(found));
    }

    private static String source(ConfigValue found) {
        String name = found.getSourceName() == null ? YamlSources.DEFAULTS : found.getSourceName();
        if (name.startsWith("EnvConfigSource")) {
            return "environment";
        }
        if (name.startsWith("SysPropConfigSource")) {
            return "system property";
        }
        Matcher wrapped = WRAPPED.matcher(name);
        return wrapped.matches() ? wrapped.group(1) : name;
    }
}
