package org.skiagraph.app.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.domain.Rejected;

/** Settings that are no paths, titles or names are told with their key. */
class HostileSettingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "home",
                "out",
                "state",
                "model-path",
                "template-path",
                "adapter-path",
                "signing-key",
                "trusted-keys",
                "ae-title"
            })
    void aSettingWithANulIsToldByItsKey(String key) {
        assertThatThrownBy(() -> new SettingsReader(config(Map.of("skiagraph." + key, "a\0b"))).read())
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("skiagraph." + key);
    }

    @Test
    void soIsADestinationsOrAWorklists() {
        for (Map<String, String> keys : List.of(
                Map.of("destinations.x.directory", "a\0b"),
                Map.of("destinations.x.peer", "A\0@h:1"),
                Map.of("destinations.x.peer", "../../x@../..:104"),
                Map.of("destinations.x.url", "https://a\0b/"),
                Map.of("destinations.x.url", "https://h/", "destinations.x.token-file", "a\0b"),
                Map.of("destinations.x.peer", "A@h:1", "destinations.x.tls.trusted", "a\0b"),
                Map.of("worklists.x.peer", "A@h:1", "worklists.x.tls.trusted", "a\0b"),
                Map.of("worklists.x.peer", "A@h:1", "worklists.x.station", "../".repeat(21_846)),
                Map.of("worklists.x.peer", "A@h:1", "worklists.x.ae-title", "a\nb"))) {
            Map<String, String> values = new java.util.TreeMap<>();
            keys.forEach((key, value) -> values.put("skiagraph." + key, value));
            SmallRyeConfig config = config(values);
            Settings settings = new SettingsReader(config).read();

            assertThatThrownBy(() -> {
                        new SiteDestinations(config, settings).destinations();
                        WorklistsReader.read(config, settings);
                    })
                    .as(keys.toString())
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("s.x.");
        }
    }

    @Test
    void aNameWithADotIsNone() {
        SmallRyeConfig config = config(Map.of("skiagraph.worklists.\"../../x\".peer", "A@h:1"));

        assertThatThrownBy(() -> WorklistsReader.read(config, new SettingsReader(config).read()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("is no key that is known here");
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        return builder.withSources(new PropertiesConfigSource(values, "test", 500))
                .build();
    }
}
