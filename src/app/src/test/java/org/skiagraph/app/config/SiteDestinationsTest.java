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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.app.outbox.Destination.Folder;
import org.skiagraph.app.outbox.Destination.Web;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

class SiteDestinationsTest {
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

    @Test
    void whatIsMadeOverTheApiIsReadAsTheSettingsAre() {
        site(Map.of()).put("web-1", Map.of("url", "https://pacs.example/", "accepts-synthetic", "true"));
        site(Map.of()).put("pacs", Map.of("peer", "A@h:104", "routes.tags[0]", "a", "routes.tags[1]", "b"));

        Destinations all = read(Map.of(AT + "disc.directory", "/media/disc"));

        assertThat(all.all()).extracting(Destination::name).containsExactly("disc", "pacs", "web-1");
        assertThat(all.all().get(1).routing().tags()).containsExactly("a", "b");
        assertThat(directory.resolve("destinations.json"))
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
        site(Map.of()).remove("pacs");
        assertThat(read(Map.of()).all()).extracting(Destination::name).containsExactly("web-1");
    }

    @Test
    void theSettingsWinAndCannotBeChanged() {
        site(Map.of()).put("pacs", Map.of("peer", "A@h:104"));
        Map<String, String> settings = Map.of(AT + "pacs.peer", "B@h:104");

        assertThat(read(settings).all()).singleElement().satisfies(one -> assertThat(one.target())
                .hasToString("B@h:104"));
        assertThatThrownBy(() -> site(settings).put("pacs", Map.of("peer", "C@h:104")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("stands in the settings");
        assertThatThrownBy(() -> site(settings).remove("pacs")).isInstanceOf(Rejected.class);
        assertThat(site(Map.of()).find("pacs").orElseThrow().values()).containsEntry("peer", "A@h:104");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a.b", "../x", "a b", "a/b", "\u00e4", "a\u0000"})
    void aNameThatCouldBeAnythingElseIsRefused(String name) {
        assertThatThrownBy(() -> site(Map.of()).put(name, Map.of("peer", "A@h:104")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("a-z, 0-9");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsWrongOverTheApiIsNotKept() {
        for (Map<String, String> wrong : List.of(
                Map.of("per", "A@h:1"),
                Map.of("peer", "nonsense"),
                Map.of("peer[0]", "A@h:1"),
                Map.of("peer", "A@h:1", "associations", "17"),
                Map.of("peer", "A@h:1", "accepts-synthetic", "yes"))) {
            assertThatThrownBy(() -> site(Map.of()).put("x", wrong))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("destinations.x");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void filesAndFoldersOfTheApiLieWhereTheAdministratorAllows() throws Exception {
        Path allowed = Files.createDirectory(directory.resolve("allowed"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("token"), "abc.def");
        Files.createSymbolicLink(allowed.resolve("link"), outside);
        Files.createSymbolicLink(allowed.resolve("dangling"), directory.resolve("nothing"));
        Files.writeString(allowed.resolve("token"), "abc.def");
        Map<String, String> settings = Map.of("skiagraph.destination-path", allowed.toString());

        site(settings)
                .put("disc", Map.of("directory", allowed.resolve("new/disc").toString()));
        site(settings).put("web", web(allowed.resolve("token")));

        assertThat(read(settings).all()).extracting(Destination::name).containsExactly("disc", "web");
        for (Path wrong : List.of(
                outside.resolve("token"),
                outside.resolve("missing"),
                allowed.resolve("link/token"),
                allowed.resolve("dangling"),
                allowed.resolve("../outside/token"),
                Path.of("token"))) {
            assertThatThrownBy(() -> site(settings).put("x", web(wrong)))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("destinations.x.token-file: lies in no directory");
            assertThatThrownBy(() -> site(settings).put("x", Map.of("directory", wrong.toString())))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("destinations.x.directory: lies in no directory");
        }
        for (String key : List.of("tls.certificate", "tls.key", "tls.trusted")) {
            assertThatThrownBy(() -> site(settings).put("x", Map.of("peer", "A@h:1", key, "/etc/hostname")))
                    .hasMessageContaining("destinations.x." + key + ": lies in no directory");
        }
        assertThat(read(settings).all().get(0).target())
                .isEqualTo(new Folder(allowed.toRealPath().resolve("new/disc"), false));
        assertThatThrownBy(() -> read(Map.of()).named("disc")).hasMessageContaining("skiagraph.destination-path");
    }

    @Test
    void oneOfTheApiThatIsNotUnderstoodStopsNoOtherAndCanBeMendedThere() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "abc.def");
        Map<String, String> settings =
                Map.of("skiagraph.destination-path", directory.toString(), AT + "disc.directory", "/media/disc");
        Map<String, String> gone = new TreeMap<>(web(token));
        gone.put("accepts-synthetic", "true");
        gone.put("routes.tags", "teaching");
        site(settings).put("web", gone);
        site(settings).put("pacs", Map.of("peer", "A@h:104", "accepts-synthetic", "true"));
        Files.delete(token);

        Destinations all = read(settings);

        assertThat(all.all()).extracting(Destination::name).containsExactly("disc", "pacs");
        assertThat(all).as("told apart by nothing that changes").isEqualTo(read(settings));
        assertThat(all.named("pacs").name()).isEqualTo("pacs");
        assertThatThrownBy(() -> all.named("web"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("destinations.web.token-file: cannot be read");
        assertThat(all.misread())
                .singleElement()
                .satisfies(web -> assertThat(web.routing().orElseThrow().tags()).containsExactly("teaching"));
        site(settings).put("web", Map.of("url", "https://pacs.example/"));
        assertThatThrownBy(() -> read(settings).named("web"))
                .isInstanceOf(Rejected.class)
                .hasMessageStartingWith("destinations.web.accepts-synthetic: ");
        site(settings).remove("web");
        assertThat(read(settings).misread()).isEmpty();
    }

    @Test
    void noPortIsOpenedForADestinationOfTheApi() throws Exception {
        assertThatThrownBy(() -> site(Map.of()).put("x", Map.of("peer", "A@h:1", "commitment.listen", "0.0.0.0:1")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("destinations.x.commitment.listen: opens a port");
        Files.writeString(
                directory.resolve("destinations.json"), "{\"x\": {\"peer\": \"A@h:1\", \"commitment.listen\": \"1\"}}");

        assertThat(read(Map.of()).all()).isEmpty();
        site(Map.of()).put("x", Map.of("peer", "A@h:1", "commitment.enabled", "true"));
        assertThat(read(Map.of()).all()).hasSize(1);
    }

    @Test
    void whatIsKeptHasABound() throws Exception {
        Files.writeString(
                directory.resolve("destinations.json"),
                IntStream.range(0, 256)
                        .mapToObj(i -> "\"d" + i + "\": {\"peer\": \"A@h:104\"}")
                        .collect(Collectors.joining(",", "{", "}")));

        assertThatThrownBy(() -> site(Map.of()).put("more", Map.of("peer", "A@h:104")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("room for 256");
        site(Map.of()).put("d1", Map.of("peer", "B@h:104"));
        site(Map.of()).remove("d2");
        site(Map.of()).put("more", Map.of("peer", "A@h:104"));
        String longTag = "x".repeat(5 << 20);
        assertThatThrownBy(() -> site(Map.of()).put("d1", Map.of("peer", "B@h:104", "routes.tags", longTag)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("4 MiB");
        assertThat(read(Map.of()).all()).hasSize(256);
    }

    private static Map<String, String> web(Path token) {
        return Map.of("url", "https://pacs.example/", "token-file", token.toString());
    }

    @Test
    void aFileThatIsNotWhatWeWroteIsToldStopsNoneOfTheSettingsAndIsLaidAsideByAChange() throws Exception {
        Path file = Files.writeString(directory.resolve("destinations.json"), "{\"x\": ");
        Map<String, String> settings = Map.of(AT + "pacs.peer", "A@h:104");

        assertThat(read(settings).all()).extracting(Destination::name).containsExactly("pacs");
        assertThat(site(settings).trouble().orElseThrow().where()).isEqualTo(file.toString());
        assertThat(file).hasContent("{\"x\": ");
        site(settings).put("x", Map.of("peer", "A@h:1"));
        assertThat(site(settings).trouble()).isEmpty();
        assertThat(read(settings).all()).extracting(Destination::name).containsExactly("pacs", "x");
        assertThat(directory.resolve("destinations.json.damaged")).hasContent("{\"x\": ");
    }

    @Test
    void aFileThatCannotBeReadIsToldAndNotReplaced() throws Exception {
        Path file = Files.createDirectory(directory.resolve("destinations.json"));

        assertThat(read(Map.of(AT + "pacs.peer", "A@h:104")).all()).hasSize(1);
        assertThat(site(Map.of()).trouble().orElseThrow()).isInstanceOf(Retryable.class);
        assertThatThrownBy(() -> site(Map.of()).put("x", Map.of("peer", "A@h:1")))
                .isInstanceOf(Retryable.class);
        assertThat(file).isEmptyDirectory();
    }

    private Destinations read(Map<String, String> values) {
        return site(values).destinations();
    }

    private SiteDestinations site(Map<String, String> values) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("skiagraph.state", directory.toString());
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        new YamlSources().configBuilder(builder);
        SmallRyeConfig config = builder.withSources(new PropertiesConfigSource(all, "test", 500))
                .build();
        return new SiteDestinations(config, new SettingsReader(config).read());
    }
}
