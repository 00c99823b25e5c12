package org.skiagraph.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.app.sources.ImageSource.Dimse;
import org.skiagraph.app.sources.ImageSource.Web;
import org.skiagraph.app.sources.ImageSources;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.domain.Rejected;

class SourcesReaderTest {
    private static final String AT = "skiagraph.sources.";

    @TempDir
    Path directory;

    @Test
    void everyKindIsReadAsDestinationsAre() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "abc.def\n");

        ImageSources sources = read(Map.of(
                AT + "pacs.peer", "ARCHIVE@pacs.example:11112",
                AT + "pacs.ae-title", "EDITOR",
                AT + "pacs.listen", "127.0.0.1:11114",
                AT + "pacs.tls.certificate", "us.pem",
                AT + "pacs.tls.key", "us.key",
                AT + "pacs.tls.trusted", "ca.pem",
                AT + "web.url", "https://pacs.example/dicom-web",
                AT + "web.token-file", token.toString(),
                AT + "old.peer", "OLD@pacs.example:104"));

        assertThat(sources.named("pacs").from()).isInstanceOfSatisfying(Dimse.class, dimse -> {
            assertThat(dimse.peer().callingAeTitle()).isEqualTo("EDITOR");
            assertThat(dimse.listen()).contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 11114));
            assertThat(dimse.tls().orElseThrow().certificateChain()).contains(Path.of("us.pem"));
        });
        assertThat(sources.named("old").from()).isInstanceOfSatisfying(Dimse.class, dimse -> {
            assertThat(dimse.listen()).isEmpty();
            assertThat(dimse.tls()).isEmpty();
        });
        assertThat(sources.named("web").from()).isInstanceOfSatisfying(Web.class, web -> assertThat(
                        web.target().authentication())
                .isEqualTo(new Authentication.Bearer("abc.def")));
        assertThat(sources.toString()).doesNotContain("abc");
        assertThat(sources.only()).isEmpty();
        assertThatThrownBy(() -> sources.named("pacsx")).hasMessageContaining("Write 'pacs'");
    }

    @ParameterizedTest
    @CsvSource({
        "x.pear, A@h:1, , , Write 'peer'",
        "x.retrieve, get, , , Give one of peer",
        "x.peer, A@h:1, x.retrieve, push, Write get or move",
        "x.peer, A@h:1, x.retrieve, move, listen",
        "x.peer, A@h:1, x.listen, nowhere, Write host:port",
        "x.peer, A@h:1, x.url, https://h/, has peer and url",
        "x.url, https://h/, x.tls.certificate, a.pem, a certificate without its key"
    })
    void whatIsWrongIsNamedWithItsKey(String key, String value, String other, String otherValue, String mend) {
        Map<String, String> values =
                other == null ? Map.of(AT + key, value) : Map.of(AT + key, value, AT + other, otherValue);

        assertThatThrownBy(() -> read(values))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(AT + "x")
                .hasMessageContaining(mend);
    }

    @Test
    void overTlsNothingIsMovedToUsWithoutCertificatesOnBothSides() {
        assertThatThrownBy(() -> read(
                        Map.of(AT + "x.peer", "A@h:1", AT + "x.listen", "127.0.0.1:1", AT + "x.tls.trusted", "ca.pem")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(AT + "x.tls.certificate");
        assertThatThrownBy(() -> read(Map.of(
                        AT + "x.peer", "A@h:1",
                        AT + "x.listen", "127.0.0.1:1",
                        AT + "x.tls.certificate", "us.pem",
                        AT + "x.tls.key", "us.key")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(AT + "x.tls.trusted");
    }

    @Test
    void theOnlySourceNeedNotBeNamed() {
        assertThat(read(Map.of(AT + "x.peer", "A@h:1")).only().orElseThrow().name())
                .isEqualTo("x");
    }

    private static ImageSources read(Map<String, String> values) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        SmallRyeConfig config = builder.withSources(new PropertiesConfigSource(values, "test", 500))
                .build();
        return SourcesReader.read(config, new SettingsReader(config).read());
    }
}
