package org.skiagraph.dicom.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.LoopbackOnly;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Sources out of a real PACS, and out of servers that behave badly. */
class WebSourcesTest {
    private static Properties seen;

    @TempDir
    Path directory;

    @BeforeAll
    static void meetOrthanc(@TempDir Path directory) {
        seen = LoopbackOnly.run(OrthancWebSession.class, directory);
    }

    @Test
    void anImageIsFetchedByItsUidsOrItsAccessionNumber() {
        assertThat(seen).containsEntry("by uids", "equal").containsEntry("by accession", "equal");
    }

    @Test
    void compressedImagesComeAsTheyAreStored() {
        assertThat(seen).containsEntry("compressed", "equal");
    }

    @Test
    void noneAndManyAreRefused() {
        assertThat(seen.getProperty("none")).contains("it has no such image").doesNotContain("NOWHERE");
        assertThat(seen.getProperty("many")).contains("more than one such image");
        assertThat(seen.getProperty("elsewhere")).contains("HTTP status 404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "accession=",
                "accession=*",
                "accession=A\\B",
                "study=1.2,series=x",
                "instance=1.2&limit=9",
                "patient=1",
                "1.2.3"
            })
    void aQueryThatCouldMeanAnythingElseIsRefused(String text) {
        assertThatThrownBy(() -> SourceQuery.parse("image", text)).isInstanceOf(Rejected.class);
    }

    @Test
    void aQueryNamesTheAttributesOfTheWeb() {
        assertThat(SourceQuery.parse("image", "study=1.2, series=3.4".replace(" ", ""))
                        .keys())
                .isEqualTo(Map.of("StudyInstanceUID", "1.2", "SeriesInstanceUID", "3.4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/x",
                "http://user:secret@host/x",
                "host",
                "http:///x",
                "http://host/x?y=1",
                "http://a b"
            })
    void whatIsNoAddressIsRefusedAndNotQuoted(String address) {
        assertThatThrownBy(() -> SourceServer.at(address, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(Rejected.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void whereNobodyListensIsAnotherTime() {
        assertThatThrownBy(() -> fetch("http://127.0.0.1:" + FreePort.find()))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining("no answer comes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | text/html                        | <html>          | Rejected  | no DICOM JSON",
                "200 | application/dicom+json           | {\"a\": 1}      | Rejected  | no DICOM JSON",
                "200 | application/dicom+json           | [{\"x\": 1}]    | Rejected  | by no UID",
                "200 | application/dicom+json           | [{\"0020000D\": {\"Value\": [\"../x\"]}}] | Rejected  | by no UID",
                "302 | text/plain                       | elsewhere       | Rejected  | status 302",
                "401 | text/plain                       | who             | Rejected  | status 401",
                "503 | text/plain                       | busy            | Retryable | status 503"
            })
    void aServerThatAnswersOtherwiseIsToldFrom(int status, String type, String body, String kind, String words)
            throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            assertThatThrownBy(() ->
                            fetch("http://127.0.0.1:" + server.getAddress().getPort()))
                    .hasMessageContaining(words)
                    .extracting(e -> e.getClass().getSimpleName())
                    .isEqualTo(kind);
        } finally {
            server.stop(0);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private void fetch(String root) {
        new WebSources(SourceServer.at(root, Duration.ofSeconds(5), Duration.ofSeconds(5)))
                .fetch(SourceQuery.parse("image", "accession=A1"), directory.resolve("source.dcm"));
    }
}
