package org.skiagraph.dicom.network;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.peers.ArchiveProcess;
import org.skiagraph.dicom.peers.Certificates;
import org.skiagraph.dicom.peers.Certificates.Pair;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.OrthancProcess;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;

/** What {@link SourceSession} does with DCMTK's archive, which knows no destination, and with an Orthanc behind TLS. */
final class OtherArchives {
    private final Path directory;
    private final Properties result;
    private final Path image;
    private final String query;

    OtherArchives(Path directory, Properties result) {
        this.directory = directory;
        this.result = result;
        this.image = Studies.one(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        this.query = "study=" + new MarkingReader().read(image).studyInstanceUid();
    }

    void run() {
        try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
            Peer peer = Peer.parse(archive.address(), "SKIAGRAPH");
            store(peer, Optional.empty());
            put("unknown destination", peer, Optional.empty(), Optional.of(loopback(FreePort.find())));
            put("plain", peer, Optional.empty(), Optional.empty());
        }
        encrypted();
    }

    private void encrypted() {
        Certificates ours = Certificates.in(directory.resolve("ours"));
        Certificates others = Certificates.in(directory.resolve("others"));
        Pair server = ours.issue("server", "IP:127.0.0.1");
        Optional<Pair> client = Optional.of(ours.issue("client", "DNS:skiagraph.example"));
        int port = FreePort.find();
        try (OrthancProcess orthanc = OrthancProcess.startEncrypted(
                directory.resolve("encrypted"), "SKIAGRAPH", port, server, ours.authority())) {
            Peer peer = Peer.parse(orthanc.address(), "SKIAGRAPH");
            store(peer, tls(client, ours));
            put("tls", peer, tls(client, ours), Optional.empty());
            put("tls move", peer, tls(client, ours), Optional.of(loopback(port)));
            put("wrong authority", peer, tls(client, others), Optional.empty());
            put("no certificate", peer, tls(Optional.empty(), ours), Optional.empty());
        }
    }

    private void store(Peer peer, Optional<Tls> tls) {
        new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT, tls)
                .send(List.of(image), peer, ProgressListener.NONE);
    }

    private void put(String key, Peer peer, Optional<Tls> tls, Optional<InetSocketAddress> listen) {
        Path file = directory.resolve(key.replace(' ', '-') + ".dcm");
        try {
            new SourceScu(peer, NetworkSettings.DEFAULT, tls, listen).fetch(SourceQuery.parse("image", query), file);
            result.setProperty(key, "fetched " + Files.exists(file));
        } catch (Failure e) {
            result.setProperty(key, e.getMessage());
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Optional<Tls> tls(Optional<Pair> client, Certificates trusted) {
        return Optional.of(Tls.of(client.map(Pair::chain), client.map(Pair::key), Optional.of(trusted.authority())));
    }
}
