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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.app.outbox.Destination.Folder;
import org.skiagraph.app.outbox.Destination.Web;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.domain.Rejected;

class DestinationsReaderTest {
    private static final String AT = "skiagraph.destinations.";

    @TempDir
    Path directory;

    @Test
    void everyKindIsReadWithWhatItNeeds() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "abc.def\n");

        Destinations destinations = read(Map.ofEntries(
                Map.entry(AT + "pacs.peer", "ARCHIVE@pacs.example:11112"),
                Map.entry(AT + "pacs.ae-title", "GENERATOR"),
                Map.entry(AT + "pacs.accepts-synthetic", "true"),
                Map.entry(AT + "pacs.associations", "4"),
                Map.entry(AT + "pacs.max-pdu-length", "131072"),
                Map.entry(AT + "pacs.commitment.listen", "127.0.0.1:11113"),
                Map.entry(AT + "pacs.commitment.patience", "10m"),
                Map.entry(AT + "pacs.tls.trusted", "ca.pem"),
                Map.entry(AT + "pacs.routes.models", "chest-*, mr-*"),
                Map.entry(AT + "web.url", "https://pacs.example/dicom-web"),
                Map.entry(AT + "web.token-file", token.toString()),
                Map.entry(AT + "disc.directory", "/media/disc"),
                Map.entry(AT + "disc.dicomdir", "true")));

        assertThat(destinations.all()).extracting(Destination::name).containsExactly("disc", "pacs", "web");
        Destination pacs = destinations.named("pacs");
        assertThat(pacs.routing().models()).containsExactly("chest-*", "mr-*");
        assertThat(pacs.target()).isInstanceOfSatisfying(Dimse.class, dimse -> {
            assertThat(dimse.peer().callingAeTitle()).isEqualTo("GENERATOR");
            assertThat(dimse.associations()).isEqualTo(4);
            assertThat(dimse.network().maxPduLength()).isEqualTo(131072);
            assertThat(dimse.tls().orElseThrow().checkHostName()).isTrue();
            assertThat(dimse.commitment().orElseThrow().patience()).isEqualTo(Duration.ofMinutes(10));
            assertThat(dimse.commitment().orElseThrow().listen())
                    .contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 11113));
        });
        assertThat(destinations.all().get(2).target())
                .isInstanceOf(Web.class)
                .asString()
                .doesNotContain("abc");
        assertThat(destinations.all().get(0).target()).isEqualTo(new Folder(Path.of("/media/disc"), true));
    }

    @Test
    void nothingIsForSyntheticObjectsUntilTheSiteSaysSo() {
        Destinations destinations = read(Map.of(AT + "pacs.peer", "ARCHIVE@pacs.example:11112"));

        assertThatThrownBy(() -> destinations.named("pacs"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(AT + "pacs.accepts-synthetic")
                .hasMessageContaining("accepts-synthetic: true");
    }

    @ParameterizedTest
    @CsvSource({
        "x.per, A@h:1, Write 'peer'",
        "x.accepts-synthetic, true, Give one of peer",
        "x.peer, nonsense, has no @",
        "x.url, ftp://h/, no address of a web server",
        "x.directory, '', Give one of peer",
        "x.tls.certificate, a.pem, Give one of peer"
    })
    void whatIsWrongIsNamedWithItsKey(String key, String value, String mend) {
        assertThatThrownBy(() -> read(Map.of(AT + key, value)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(AT + "x")
                .hasMessageContaining(mend);
    }

    @Test
    void aSecretNeverTravelsInTheClearAndStandsInAFileOfItsOwn() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "s3cret");

        assertThatThrownBy(
                        () -> read(Map.of(AT + "x.url", "http://pacs.example/", AT + "x.token-file", token.toString())))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("in the clear")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> read(Map.of(AT + "x.url", "https://pacs.example/", AT + "x.token-file", "/no/such")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(AT + "x.token-file");
    }

    private Destinations read(Map<String, String> values) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        SmallRyeConfig config = builder.withSources(new PropertiesConfigSource(values, "test", 500))
                .build();
        return DestinationsReader.read(config, new SettingsReader(config).read());
    }
}
