package org.skiagraph.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

class SettingsTest {
    @TempDir
    Path directory;

    @Test
    void everySettingHasADefaultThatIsGood() {
        Settings settings = new SettingsReader(config(Map.of("skiagraph.home", "/opt/x"))).read();

        assertThat(settings.model()).isEqualTo("chest-radiograph");
        assertThat(settings.memoryBudgetBytes()).isEqualTo(2L << 30);
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.modelPath()).containsExactly(Path.of("/opt/x/onnx"));
        assertThat(settings.template()).isEmpty();
    }

    @Test
    void aSitesOwnDirectoriesComeBeforeOurs() {
        Settings settings =
                new SettingsReader(config(Map.of("skiagraph.home", "/opt/x", "skiagraph.model-path", "/a:/b"))).read();

        assertThat(settings.modelPath()).containsExactly(Path.of("/a"), Path.of("/b"), Path.of("/opt/x/onnx"));
    }

    @ParameterizedTest
    @CsvSource({
        "skiagraph.provider, gpu",
        "skiagraph.threads, many",
        "skiagraph.threads, -1",
        "skiagraph.memory-budget, lots",
        "skiagraph.memory-budget, 0",
        "skiagraph.bits-stored, 17",
        "skiagraph.preview-bits, 12",
        "skiagraph.transfer-syntax, jpeg",
        "skiagraph.ae-title, MORE_THAN_SIXTEEN_LETTERS",
        "skiagraph.connect-timeout, soon",
        "skiagraph.response-timeout, 0s",
        "skiagraph.uid-root, 1.2.x",
        "skiagraph.model, ' '"
    })
    void aBadValueIsNamedWithKeySourceAndMend(String key, String value) {
        SettingsReader reader = new SettingsReader(config(Map.of(key, value)));

        assertThatThrownBy(reader::read).isInstanceOfSatisfying(Rejected.class, e -> {
            assertThat(e.where()).isEqualTo(key + " (test)");
            assertThat(e.remedy()).isNotBlank();
        });
    }

    @Test
    void eachValueTellsItsSource() {
        List<EffectiveSetting> effective = new SettingsReader(config(Map.of("skiagraph.model", "mine"))).effective();

        assertThat(effective).hasSize(Setting.values().length);
        assertThat(effective).contains(new EffectiveSetting(Setting.MODEL, "mine", "test"));
        assertThat(effective).contains(new EffectiveSetting(Setting.OUT, "studies", "default"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "- x", "just words", "skiagraph:\n  modle: x"})
    void aFileThatIsNoSettingsIsRefusedByName(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("skiagraph.yaml"), text);

        assertThatThrownBy(() -> SettingsFiles.load(Optional.empty(), directory))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theWorkingDirectorysFileWinsOverTheHomes() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.writeString(home.resolve("skiagraph.yaml"), "skiagraph:\n  model: homes\n  out: there\n");
        Files.writeString(directory.resolve("skiagraph.yaml"), "skiagraph:\n  model: mine\n");

        SettingsFiles.load(Optional.of(home), directory);
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        Settings settings = new SettingsReader(builder.build()).read();

        assertThat(settings.model()).isEqualTo("mine");
        assertThat(settings.out()).isEqualTo(Path.of("there"));
        SettingsFiles.load(Optional.empty(), home.resolve("nowhere"));
    }

    private static SmallRyeConfig config(Map<String, String> changed) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        return builder.withSources(new PropertiesConfigSource(changed, "test", 500))
                .build();
    }
}
