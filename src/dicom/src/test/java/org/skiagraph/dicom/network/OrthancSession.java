package org.skiagraph.dicom.network;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.peers.OrthancProcess;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/** What {@link OrthancTest} does with an Orthanc; a main class, because it runs in a namespace of its own. */
public final class OrthancSession {
    private final StoreScu scu = new DicomStoreScu(new MarkingReader(), NetworkSettings.DEFAULT);
    private final Properties result = new Properties();

    private OrthancSession() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        OrthancSession session = new OrthancSession();
        try (OrthancProcess orthanc =
                OrthancProcess.start(file.resolveSibling("orthanc"), NetworkSettings.DEFAULT.callingAeTitle())) {
            session.run(orthanc, file.getParent());
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            session.result.store(writer, null);
        }
    }

    private void run(OrthancProcess orthanc, Path directory) {
        Peer peer = Peer.parse(orthanc.address(), "SKIAGRAPH");
        List<Path> files = List.of(
                Studies.one(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                Studies.one(directory, "dx-chest-pa", TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
                Studies.one(directory, "vl-endoscopic", TransferSyntax.JPEG_2000_LOSSLESS),
                Studies.one(directory, "mg-cc-l", TransferSyntax.RLE_LOSSLESS));
        put("echo", scu.echo(peer).toNanos() > 0);
        put("unknown called title", failure(new Peer("OTHER", "127.0.0.1", orthanc.dicomPort(), "SKIAGRAPH")));
        put("unknown calling title", failure(Peer.parse(orthanc.address(), "STRANGER")));
        put("stored by a stranger", kinds(files, Peer.parse(orthanc.address(), "STRANGER")));
        put("instances before", orthanc.instances());
        put("stored", kinds(files, peer));
        put("instances", orthanc.instances());
        put("stored again", kinds(files, peer));
        put("instances after duplicates", orthanc.instances());
    }

    private String kinds(List<Path> files, Peer peer) {
        return scu.send(files, peer, ProgressListener.NONE).stream()
                .map(Outcome::kind)
                .toList()
                .toString();
    }

    private String failure(Peer peer) {
        try {
            return "answered in " + scu.echo(peer);
        } catch (Retryable e) {
            return e.getMessage();
        }
    }

    private void put(String key, Object value) {
        result.setProperty(key, value.toString());
    }
}
