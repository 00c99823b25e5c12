package org.skiagraph.dicom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.peers.Certificates;
import org.skiagraph.dicom.peers.Certificates.Pair;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.PeerProcess;
import org.skiagraph.dicom.peers.StoreScpProcess;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Against DCMTK's and OpenSSL's TLS. */
class TlsTest {
    private static final String ANYBODY = "--ignore-peer-cert";

    private static Certificates ours;
    private static Pair server;
    private static Pair client;

    @TempDir
    Path directory;

    @BeforeAll
    static void foundAnAuthority(@TempDir Path shared) {
        ours = Certificates.in(shared);
        server = ours.issue("server", "IP:127.0.0.1");
        client = ours.issue("client", "DNS:skiagraph.example");
    }

    @Test
    void filesArriveWhereBothSidesProveWhoTheyAre() {
        try (StoreScpProcess peer =
                encrypted(server, "--add-cert-file", ours.authority().toString())) {
            StoreScu scu = scu(mutual());

            assertThat(scu.echo(peerOf(peer))).isPositive();
            assertThat(scu.send(Studies.cr(directory.resolve("study"), 2), peerOf(peer), ProgressListener.NONE))
                    .extracting(Outcome::kind)
                    .containsOnly(Kind.STORED);
            assertThat(peer.received()).hasSize(2);
        }
    }

    @Test
    void everyFileMayBeTriedAgainWhereThereIsNoConnection() {
        try (StoreScpProcess peer = encrypted(ours.issueExpired("old", "IP:127.0.0.1"), ANYBODY)) {
            assertThat(scu(serverOnly()).send(Studies.cr(directory, 2), peerOf(peer), ProgressListener.NONE))
                    .allSatisfy(outcome -> {
                        assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
                        assertThat(outcome.detail()).contains("its certificate has expired");
                    });
            assertThat(peer.received()).isEmpty();
        }
    }

    @Test
    void certificateOfAnAuthorityThatWeDoNotTrustIsRefused() {
        Certificates others = Certificates.in(directory.resolve("others"));
        try (StoreScpProcess peer = encrypted(others.issue("server", "IP:127.0.0.1"), ANYBODY)) {
            assertRefused(scu(serverOnly()), peer, "comes from no authority that we trust");
        }
    }

    @Test
    void certificateOfAnotherHostIsRefusedUnlessThatIsTurnedOff() {
        try (StoreScpProcess peer = encrypted(ours.issue("elsewhere", "DNS:pacs.example"), ANYBODY)) {
            assertRefused(scu(serverOnly()), peer, "its certificate is not for the host 127.0.0.1");
            Tls unchecked =
                    new Tls(Optional.empty(), Optional.empty(), Optional.of(ours.authority()), Tls.PROTOCOLS, false);
            assertThat(scu(unchecked).echo(peerOf(peer))).isPositive();
        }
    }

    @Test
    void peerThatWantsACertificateOfOursSaysSo() {
        try (StoreScpProcess peer =
                encrypted(server, "--add-cert-file", ours.authority().toString())) {
            assertRefused(scu(serverOnly()), peer, "may ask for a certificate that we do not have");
        }
    }

    @Test
    void peerOfTls11IsRefused() {
        int port = FreePort.find();
        List<String> command = List.of(
                "openssl",
                "s_server",
                "-tls1_1",
                "-cipher",
                "DEFAULT@SECLEVEL=0",
                "-cert",
                server.chain().toString(),
                "-key",
                server.key().toString(),
                "-accept",
                "127.0.0.1:" + port);
        try (PeerProcess old = PeerProcess.start(command, directory, port)) {
            Peer peer = new Peer("OLD", "127.0.0.1", port, "SKIAGRAPH");

            assertThatThrownBy(() -> scu(serverOnly()).echo(peer))
                    .isInstanceOf(Retryable.class)
                    .hasMessageContaining("offers none of the TLS versions that are allowed");
            assertThat(old.log()).doesNotContain("DONE");
        }
    }

    @Test
    void peerWithoutTlsIsToldFromOneWithIt() {
        try (StoreScpProcess plain = StoreScpProcess.start(directory)) {
            assertRefused(scu(serverOnly()), plain, "not speak TLS");
        }
        try (StoreScpProcess peer = encrypted(server, ANYBODY)) {
            StoreScu plain = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT);

            assertRefused(plain, peer, "with TLS only if we use it too");
        }
    }

    @Test
    void keyWithAPasswordIsRejectedWithTheMend() {
        Path encrypted = ours.converted(client, "pkcs8", "-topk8", "-passout", "pass:secret");

        assertRejected(encrypted, "encrypted with a password");
        assertRejected(ours.converted(client, "ec"), "not in PKCS #8");
    }

    @Test
    void keyOfAnotherCertificateIsRejected() {
        assertRejected(server.key(), "it is not the key of the first certificate");
        assertRejected(client.chain(), "it holds no private key");
        assertRejected(directory.resolve("missing.pem"), "it cannot be read");
    }

    @Test
    void olderProtocolsCannotBeConfigured() {
        assertThatThrownBy(() -> new Tls(
                        Optional.empty(), Optional.empty(), Optional.empty(), List.of("TLSv1.1", "TLSv1.2"), true))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("not safe");
        assertThatThrownBy(() -> Tls.of(Optional.of(client.chain()), Optional.empty(), Optional.empty()))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("a certificate without its key");
    }

    private static void assertRejected(Path key, String reason) {
        Peer nobody = new Peer("NOBODY", "127.0.0.1", 1, "SKIAGRAPH");
        StoreScu scu = scu(Tls.of(Optional.of(client.chain()), Optional.of(key), Optional.of(ours.authority())));

        assertThatThrownBy(() -> scu.echo(nobody))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining(key.toString())
                .hasMessageContaining(reason);
    }

    private static void assertRefused(StoreScu scu, StoreScpProcess peer, String reason) {
        assertThatThrownBy(() -> scu.echo(peerOf(peer)))
                .isInstanceOf(Retryable.class)
                .hasMessageContaining(peer.address())
                .hasMessageContaining(reason);
    }

    private StoreScpProcess encrypted(Pair identity, String... options) {
        String[] all = new String[options.length + 3];
        all[0] = "+tls";
        all[1] = identity.key().toString();
        all[2] = identity.chain().toString();
        System.arraycopy(options, 0, all, 3, options.length);
        return StoreScpProcess.start(directory.resolve("scp"), all);
    }

    private static Peer peerOf(StoreScpProcess peer) {
        return Peer.parse(peer.address(), "SKIAGRAPH");
    }

    private static StoreScu scu(Tls tls) {
        return new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT, Optional.of(tls));
    }

    private static Tls serverOnly() {
        return Tls.of(Optional.empty(), Optional.empty(), Optional.of(ours.authority()));
    }

    private static Tls mutual() {
        return Tls.of(Optional.of(client.chain()), Optional.of(client.key()), Optional.of(ours.authority()));
    }
}
