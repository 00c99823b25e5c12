package org.skiagraph.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.Studies;
import org.skiagraph.dicom.peers.Certificates;
import org.skiagraph.dicom.peers.Certificates.Pair;
import org.skiagraph.dicom.peers.WebServer;
import org.skiagraph.dicom.peers.WebServer.Response;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.dicom.tls.internal.TlsContext;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** STOW-RS over https, with certificates on both sides. */
class StowTlsTest {
    private static Certificates ours;
    private static Pair client;
    private static List<Path> files;

    @BeforeAll
    static void prepare(@TempDir Path shared) {
        ours = Certificates.in(shared);
        client = ours.issue("client", "DNS:skiagraph.example");
        files = Studies.cr(shared.resolve("study"), 1);
    }

    @Test
    void bothSidesProveWhoTheyAre() {
        try (WebServer server = encrypted(ours.issue("server", "IP:127.0.0.1"))) {
            Outcome outcome = send(server, mutual());

            assertThat(outcome.detail()).contains("HTTP 507");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void clientWithoutACertificateIsRefused() {
        try (WebServer server = encrypted(ours.issue("server", "IP:127.0.0.1"))) {
            Outcome outcome = send(server, Tls.of(Optional.empty(), Optional.empty(), Optional.of(ours.authority())));

            assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
            assertThat(outcome.detail()).contains("certificate");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void serversCertificateMustBeForThisHostOfThisTimeAndFromOurAuthority() {
        assertRefused(ours.issue("elsewhere", "DNS:pacs.example"), "is not for the host 127.0.0.1");
        assertRefused(ours.issueExpired("old", "IP:127.0.0.1"), "has expired");
        try (WebServer server = encrypted(ours.issue("server", "IP:127.0.0.1"))) {
            Tls javasTrust = Tls.of(Optional.empty(), Optional.empty(), Optional.empty());

            assertThat(send(server, javasTrust).detail()).contains("no authority that we trust");
        }
    }

    @Test
    void hostNameCannotBeLeftUnchecked() {
        Tls unchecked = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Tls.PROTOCOLS, false);

        assertThatThrownBy(() -> new WebTarget(
                        URI.create("https://pacs.example"), new Authentication.None(), Optional.of(unchecked)))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("always checked");
    }

    private static void assertRefused(Pair identity, String reason) {
        try (WebServer server = encrypted(identity)) {
            Outcome outcome = send(server, mutual());

            assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
            assertThat(outcome.detail()).contains(reason);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static WebServer encrypted(Pair identity) {
        Tls tls = Tls.of(Optional.of(identity.chain()), Optional.of(identity.key()), Optional.of(ours.authority()));
        return WebServer.startEncrypted(TlsContext.of(tls).context(), (request, number) -> Response.of(507));
    }

    private static Tls mutual() {
        return Tls.of(Optional.of(client.chain()), Optional.of(client.key()), Optional.of(ours.authority()));
    }

    private static Outcome send(WebServer server, Tls tls) {
        WebTarget target = new WebTarget(
                URI.create("https://127.0.0.1:" + server.port()), new Authentication.None(), Optional.of(tls));
        return new HttpStowClient(new MarkingReader(), WebSettings.DEFAULT)
                .send(files, target, ProgressListener.NONE, outcome -> {})
                .get(0);
    }
}
