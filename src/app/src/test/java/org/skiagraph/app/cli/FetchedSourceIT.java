package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image of a PACS is fetched, edited, and gone. Orthanc is met in the DICOM module; here it is the program that counts. */
class FetchedSourceIT {
    private static final String FOUND = """
            [{"0020000D": {"vr": "UI", "Value": ["1.2.1"]}, "0020000E": {"vr": "UI", "Value": ["1.2.2"]},
              "00080018": {"vr": "UI", "Value": ["1.2.3"]}}]
            """;

    @TempDir
    Path temporary;

    @Test
    void anImageOfAPacsIsEditedAndNothingOfItStays() throws Exception {
        byte[] source = Files.readAllBytes(CanarySource.write(temporary.resolve("source.dcm"), "NO"));
        Path directory = Files.createDirectory(temporary.resolve("work"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/instances",
                exchange -> answer(exchange, "application/dicom+json", FOUND.getBytes(StandardCharsets.UTF_8)));
        server.createContext(
                "/studies/1.2.1/series/1.2.2/instances/1.2.3",
                exchange -> answer(exchange, "application/dicom", source));
        server.start();
        try {
            Skiagraph.Result made = new Skiagraph(directory)
                    .with(
                            "SKIAGRAPH_SOURCE_FROM",
                            "http://127.0.0.1:" + server.getAddress().getPort())
                    .run(
                            "generate",
                            "x",
                            "--model",
                            References.bundle("sd15"),
                            "--template",
                            "sc",
                            "--steps",
                            "2",
                            "--quiet",
                            "--json",
                            "--image",
                            "pacs:accession=A1");

            assertThat(made.exitCode()).as(made.err()).isZero();
            Path file = Path.of(made.json().at("/instances/0/file").asText());
            assertThat(Studies.record(file).inputs().source()).isPresent();
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(CanarySource.TEXT);
            assertThat(temporary.resolve("work.state/skiagraph/fetched")).isEmptyDirectory();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aLesionIsPaintedIntoAnImageOfAConfiguredSource() throws Exception {
        byte[] source = Files.readAllBytes(CanarySource.write(temporary.resolve("source.dcm"), "NO"));
        Path directory = Files.createDirectory(temporary.resolve("work"));
        Path token = Files.writeString(temporary.resolve("token"), "abc.S3CRET");
        List<String> shown = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            shown.add(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean search = exchange.getRequestURI().getPath().equals("/instances");
            answer(
                    exchange,
                    search ? "application/dicom+json" : "application/dicom",
                    search ? FOUND.getBytes(StandardCharsets.UTF_8) : source);
        });
        server.start();
        Files.writeString(directory.resolve("skiagraph.yaml"), """
                skiagraph:
                  sources:
                    web:
                      url: http://127.0.0.1:%d
                      token-file: %s
                """.formatted(
                        server.getAddress().getPort(), token));
        try {
            Skiagraph.Result made = new Skiagraph(directory)
                    .run(words("lesion", "pacs:accession=A1", "--box", "16,16,32,32", "--prompt", "a nodule"));

            assertThat(made.exitCode()).as(made.err()).isZero();
            assertThat(made.json().get("segmentations").asInt()).isEqualTo(1);
            assertThat(shown).containsExactly("Bearer abc.S3CRET", "Bearer abc.S3CRET");
            assertNothingStays(directory);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anImageIsMovedToUsAndNothingOfItStays() throws Exception {
        Path source = CanarySource.write(temporary.resolve("source.dcm"), "NO");
        Path directory = Files.createDirectory(temporary.resolve("work"));
        int port = Archive.freePort();
        try (Archive archive = Archive.start(Files.createDirectory(temporary.resolve("archive")), port)) {
            archive.take(source);
            Files.writeString(directory.resolve("skiagraph.yaml"), """
                    skiagraph:
                      source-from: archive
                      sources:
                        archive:
                          peer: %s
                          retrieve: move
                          listen: 127.0.0.1:%d
                        other:
                          peer: OTHER@127.0.0.1:1
                    """.formatted(archive.peer(), port));

            Skiagraph.Result made = new Skiagraph(directory)
                    .run(words("generate", "x", "--image", "pacs:accession=" + CanarySource.TEXT));

            assertThat(made.exitCode()).as(made.err()).isZero();
            Path file = Path.of(made.json().at("/instances/0/file").asText());
            assertThat(Studies.record(file).inputs().source()).isPresent();
            assertNothingStays(directory);
        }
    }

    private static String[] words(String... first) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(List.of("--model", References.bundle("sd15"), "--template", "sc", "--steps", "2"));
        words.addAll(List.of("--quiet", "--json"));
        return words.toArray(String[]::new);
    }

    /** In studies, tables, pages, state, both streams; nor of the token. */
    private void assertNothingStays(Path directory) throws IOException {
        assertThat(directory.resolveSibling("work.state/skiagraph/fetched")).isEmptyDirectory();
        List<Path> written;
        try (Stream<Path> tree = Files.walk(temporary)) {
            written = tree.filter(Files::isRegularFile)
                    .filter(file -> file.startsWith(directory)
                            || file.getFileName().toString().startsWith("work."))
                    .toList();
        }
        assertThat(written).hasSizeGreaterThan(3).allSatisfy(file -> assertThat(
                        Files.readString(file, StandardCharsets.ISO_8859_1))
                .doesNotContain(
                        CanarySource.TEXT,
                        CanarySource.UID_ROOT,
                        CanarySource.DATE,
                        CanarySource.DECIMAL,
                        "S3CRET",
                        "source.dcm"));
    }

    @Test
    void withoutAServerItIsRefused() throws IOException, InterruptedException {
        Path directory = Files.createDirectory(temporary.resolve("work"));

        Skiagraph.Result refused = new Skiagraph(directory)
                .run("generate", "x", "--model", References.bundle("sd15"), "--image", "pacs:accession=A1");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--source-from: nothing says where images are fetched from");
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
