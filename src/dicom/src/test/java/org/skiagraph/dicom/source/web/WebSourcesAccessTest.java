package org.skiagraph.dicom.source.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.peers.Certificates;
import org.skiagraph.dicom.peers.Certificates.Pair;
import org.skiagraph.dicom.peers.WebServer;
import org.skiagraph.dicom.peers.WebServer.Request;
import org.skiagraph.dicom.peers.WebServer.Response;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.tls.internal.TlsContext;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Who we are to a server that gives images, and who it is to us. */
class WebSourcesAccessTest {
    private static final String TOKEN = "abc.S3CRET";
    private static final String FOUND = """
            [{"0020000D": {"vr": "UI", "Value": ["1.2.1"]}, "0020000E": {"vr": "UI", "Value": ["1.2.2"]},
              "00080018": {"vr": "UI", "Value": ["1.2.3"]}}]
            """;

    private static Certificates ours;
    private static Pair client;

    @TempDir
    Path directory;

    @BeforeAll
    static void foundAnAuthority(@TempDir Path shared) {
        ours = Certificates.in(shared);
        client = ours.issue("client", "DNS:skiagraph.example");
    }

    @Test
    void tokenOrUserAndPasswordAreShownWithEveryRequest() {
        try (WebServer server = WebServer.start((request, number) -> answer(request))) {
            fetch("http://127.0.0.1:" + server.port(), new Authentication.Bearer(TOKEN), Optional.empty(), "a.dcm");
            fetch(
                    "http://127.0.0.1:" + server.port(),
                    new Authentication.Basic("u", "pass"),
                    Optional.empty(),
                    "b.dcm");

            assertThat(server.requests())
                    .extracting(Request::authorization)
                    .containsExactly("Bearer " + TOKEN, "Bearer " + TOKEN, "Basic dTpwYXNz", "Basic dTpwYXNz");
        }
        assertThat(directory.resolve("a.dcm")).hasContent("DICM");
    }

    @Test
    void aServerThatDoesNotKnowTheTokenIsToldWithoutIt() {
        try (WebServer server = WebServer.start((request, number) -> Response.of(401))) {
            assertThatThrownBy(() -> fetch(
                            "http://127.0.0.1:" + server.port(),
                            new Authentication.Bearer(TOKEN),
                            Optional.empty(),
                            "a.dcm"))
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("status 401")
                    .hasMessageContaining("Configure a token")
                    .satisfies(e -> assertThat(trace(e)).doesNotContain("S3CRET"));
        }
    }

    @Test
    void bothSidesProveWhoTheyAre() {
        try (WebServer server = encrypted()) {
            fetch(address(server), new Authentication.None(), tls(Optional.of(client), ours), "a.dcm");

            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void withoutACertificateOrFromAnotherAuthorityNothingIsFetched() {
        Certificates others = Certificates.in(directory.resolve("others"));
        try (WebServer server = encrypted()) {
            assertRefused(server, tls(Optional.empty(), ours), "certificate that we do not have");
            assertRefused(server, tls(Optional.of(client), others), "comes from no authority that we trust");
            assertThat(server.requests()).isEmpty();
        }
    }

    private void assertRefused(WebServer server, Optional<Tls> tls, String reason) {
        assertThatThrownBy(() -> fetch(address(server), new Authentication.Bearer(TOKEN), tls, "a.dcm"))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(trace(e)).doesNotContain("S3CRET"));
    }

    private void fetch(String address, Authentication authentication, Optional<Tls> tls, String file) {
        WebTarget target = new WebTarget(URI.create(address), authentication, tls);
        new WebSources(new SourceServer(target, Duration.ofSeconds(5), Duration.ofSeconds(5)))
                .fetch(SourceQuery.parse("image", "accession=A1"), directory.resolve(file));
    }

    private static Response answer(Request request) {
        return request.path().endsWith("/instances")
                ? Response.json(200, FOUND)
                : new Response(200, Map.of("Content-Type", "application/dicom"), "DICM");
    }

    private static WebServer encrypted() {
        Pair server = ours.issue("server", "IP:127.0.0.1");
        Tls tls = tls(Optional.of(server), ours).orElseThrow();
        return WebServer.startEncrypted(TlsContext.of(tls).context(), (request, number) -> answer(request));
    }

    private static Optional<Tls> tls(Optional<Pair> own, Certificates trusted) {
        return Optional.of(Tls.of(own.map(Pair::chain), own.map(Pair::key), Optional.of(trusted.authority())));
    }

    private static String address(WebServer server) {
        return "https://127.0.0.1:" + server.port();
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
