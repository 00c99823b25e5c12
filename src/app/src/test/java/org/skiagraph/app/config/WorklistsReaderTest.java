package org.skiagraph.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.app.worklist.Recipe;
import org.skiagraph.app.worklist.Worklist;
import org.skiagraph.app.worklist.Worklists;
import org.skiagraph.domain.Rejected;

class WorklistsReaderTest {
    @Test
    void aWorklistIsReadWithItsRecipes() {
        Worklist ris = read("""
                skiagraph:
                  worklists:
                    ris:
                      peer: TESTRIS@ris.example:11112
                      ae-title: GENERATOR
                      synthetic: true
                      station: ROOM1
                      tls: { trusted: ca.pem }
                      prompts: { 71020: "PA chest radiograph", "X.1": hand }
                      models: { 71020: chest-radiograph }
                      templates: { 71020: dx-chest-pa }
                """).named("ris");

        assertThat(ris.synthetic()).isTrue();
        assertThat(ris.peer()).hasToString("TESTRIS@ris.example:11112");
        assertThat(ris.peer().callingAeTitle()).isEqualTo("GENERATOR");
        assertThat(ris.station()).contains("ROOM1");
        assertThat(ris.tls().orElseThrow().trusted()).contains(Path.of("ca.pem"));
        assertThat(ris.recipes())
                .hasSize(2)
                .containsEntry("71020", Recipe.of("PA chest radiograph", "chest-radiograph", "dx-chest-pa"))
                .containsEntry("X.1", Recipe.of("hand", null, null));
    }

    @Test
    void noneIsSyntheticUntilTheSiteSaysSo() {
        Worklist ris =
                read("skiagraph: { worklists: { ris: { peer: 'RIS@h:104' } } }").named("ris");

        assertThat(ris.synthetic()).isFalse();
        assertThat(ris.recipes()).isEmpty();
        assertThat(ris.tls()).isEqualTo(Optional.empty());
    }

    @Test
    void aPeerThatStandsElsewhereIsNotSyntheticByWhatWasSaidOfAnother() {
        YamlConfigSource site =
                source("site", "skiagraph: { worklists: { ris: { peer: 'TEST@h:104', synthetic: true } } }", 500);

        for (ConfigSource other : List.of(
                new PropertiesConfigSource(Map.of("skiagraph.worklists.ris.peer", "CLINIC@h:104"), "other", 600),
                new EnvConfigSource(Map.of("SKIAGRAPH_WORKLISTS_RIS_PEER", "CLINIC@h:104"), 600))) {
            assertThatThrownBy(() -> read(site, other))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("skiagraph.worklists.ris.synthetic: is said in site, but the peer in")
                    .hasMessageContaining("Say both in the same place");
        }
        Map<String, String> both =
                Map.of("skiagraph.worklists.ris.peer", "B@h:104", "skiagraph.worklists.ris.synthetic", "true");
        assertThat(read(site, new PropertiesConfigSource(both, "other", 600))
                        .named("ris")
                        .peer())
                .hasToString("B@h:104");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{ per: 'A@h:1' }; Write 'peer'",
                "{ synthetic: true }; is missing",
                "{ peer: nonsense }; has no @",
                "{ peer: 'A@h:1', synthetic: yes please }; Write true or false",
                "{ peer: 'A@h:1', station: 'a title that is too long' }; 1 to 16 characters",
                "{ peer: 'A@h:1', tls: { certificate: a.pem } }; without its key"
            })
    void whatIsWrongIsNamedWithItsKey(String keys, String mend) {
        assertThatThrownBy(() -> read("skiagraph: { worklists: { ris: " + keys + " } }"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("skiagraph.worklists.ris")
                .hasMessageContaining(mend);
    }

    @Test
    void aNameThatIsNoneIsToldBesideThoseThereAre() {
        Worklists worklists = read("skiagraph: { worklists: { ris: { peer: 'RIS@h:104' } } }");

        assertThatThrownBy(() -> worklists.named("riss"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("Write 'ris'");
        assertThatThrownBy(() -> new Worklists(List.of()).named("ris"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("skiagraph.worklists");
    }

    private static YamlConfigSource source(String name, String yaml, int ordinal) {
        return new YamlConfigSource(name, yaml, ordinal);
    }

    private static Worklists read(String yaml) {
        return read(source("test", yaml, 500));
    }

    private static Worklists read(ConfigSource... sources) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        SmallRyeConfig config = builder.withSources(sources).build();
        return WorklistsReader.read(config, new SettingsReader(config).read());
    }
}
