package org.skiagraph.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.app.config.DestinationKeys;
import org.skiagraph.app.config.SettingsReader;
import org.skiagraph.app.config.SiteDestinations;
import org.skiagraph.app.config.YamlSources;

class DestinationTreeTest {
    private static final String AT = "skiagraph.destinations.";

    @TempDir
    Path directory;

    @Test
    void aDestinationIsShownWithoutItsSecretsAndWhereTheyLie() throws Exception {
        Path token = Files.writeString(directory.resolve("hidden-token"), "abc.S3CRET");

        ObjectNode web = tree(
                "web",
                Map.of(
                        AT + "web.url", "https://pacs.example/dicom-web",
                        AT + "web.token-file", token.toString(),
                        AT + "web.tls.certificate", "us.pem",
                        AT + "web.tls.key", "hidden-key",
                        AT + "web.routes.tags[0]", "teaching",
                        AT + "web.accepts-synthetic", "true"));

        assertThat(web.toString()).doesNotContain("S3CRET", "hidden-token", "hidden-key");
        assertThat(web.at("/settings/tls/certificate").asText()).isEqualTo("us.pem");
        assertThat(web.at("/settings/routes/tags/0").asText()).isEqualTo("teaching");
        assertThat(web.at("/settings/accepts-synthetic").isBoolean()).isTrue();
        assertThat(web.get("hidden")).extracting(node -> node.asText()).containsExactly("tls.key", "token-file");
        assertThat(web.get("configured").asBoolean()).isTrue();
    }

    /** A secret in the wrong place would be told otherwise. */
    @Test
    void ofADestinationThatIsNotUnderstoodOnlyTheReasonIsShown() throws Exception {
        Path odd = Files.writeString(directory.resolve("odd"), "S3CRET with blanks");
        ObjectNode inAddress = tree("x", Map.of(AT + "x.url", "https://u:S3CRET@pacs.example/"));
        ObjectNode inFile =
                tree("x", Map.of(AT + "x.url", "https://pacs.example/", AT + "x.token-file", odd.toString()));

        assertThat(inAddress.at("/failure/what").asText()).contains("it holds a user");
        assertThat(inFile.at("/failure/where").asText()).isEqualTo(AT + "x.token");
        assertThat(inAddress.toString() + inFile).doesNotContain("S3CRET");
    }

    @Test
    void whoShowsNoTokenIsToldNoReasonThatQuotesAValue() {
        Map<String, String> odd = Map.of(AT + "x.peer", "QU0TED", AT + "x.routes.models", "*");

        assertThat(tree("x", odd).toString()).contains("QU0TED");
        assertThat(tree("x", odd, false).toString())
                .contains("it is not understood", "skiagraph destinations test x")
                .doesNotContain("QU0TED");
    }

    @Test
    void nestedJsonIsTheKeysOfTheSettings() {
        Map<String, String> flat = FlatKeys.of(fields("""
                {"peer": "A@h:104", "accepts-synthetic": true, "associations": 4,
                 "tls": {"trusted": "ca.pem"}, "routes": {"tags": ["a", "b"]}}
                """));

        assertThat(flat)
                .containsOnly(
                        Map.entry("peer", "A@h:104"),
                        Map.entry("accepts-synthetic", "true"),
                        Map.entry("associations", "4"),
                        Map.entry("tls.trusted", "ca.pem"),
                        Map.entry("routes.tags[0]", "a"),
                        Map.entry("routes.tags[1]", "b"));
        assertThatThrownBy(() -> FlatKeys.of(fields("{\"peer\": null}")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("it is null");
        assertThatThrownBy(() -> fields("{\"per\": 1}")).hasMessageContaining("Did you mean 'peer'");
        assertThatThrownBy(() -> fields("{\"peer\": \"" + "x".repeat(70000) + "\"}"))
                .hasMessageContaining("65536 bytes");
    }

    private static Fields fields(String json) {
        return Body.readSmall(json.getBytes(StandardCharsets.UTF_8), DestinationKeys.firstParts());
    }

    private ObjectNode tree(String name, Map<String, String> values) {
        return tree(name, values, true);
    }

    private ObjectNode tree(String name, Map<String, String> values, boolean reasons) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("skiagraph.state", directory.toString());
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        SmallRyeConfig config = builder.withSources(new PropertiesConfigSource(all, "test", 500))
                .build();
        return DestinationTree.of(
                new SiteDestinations(config, new SettingsReader(config).read())
                        .find(name)
                        .orElseThrow(),
                reasons);
    }
}
