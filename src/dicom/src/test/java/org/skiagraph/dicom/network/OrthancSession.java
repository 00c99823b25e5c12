package org.skiagraph.dicom.network;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.aoju.bus.image.UID;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.peers.OrthancProcess;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/** What {@link OrthancTest} does with an Orthanc; a main class, because it runs in a namespace of its own. */
public final class OrthancSession {
    private final StoreScu scu = new DicomStoreScu(SmallFiles.reader(), NetworkSettings.DEFAULT);
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
        put("echo", scu.echo(peer).toNanos() > 0);
        put("unknown called title", failure(new Peer("OTHER", "127.0.0.1", orthanc.dicomPort(), "SKIAGRAPH")));
        put("unknown calling title", failure(Peer.parse(orthanc.address(), "STRANGER")));
        put("stored by a stranger", kinds(files(directory), Peer.parse(orthanc.address(), "STRANGER")));
        put("instances before", orthanc.instances());
        put("stored", kinds(files(directory), peer));
        put("instances", orthanc.instances());
        put("stored again", kinds(files(directory), peer));
        put("instances after duplicates", orthanc.instances());
    }

    private static List<Path> files(Path directory) {
        return List.of(
                existing(directory.resolve("explicit.dcm"), UID.ExplicitVRLittleEndian),
                existing(directory.resolve("deflated.dcm"), UID.DeflatedExplicitVRLittleEndian),
                existing(directory.resolve("rle.dcm"), UID.RLELossless));
    }

    private static Path existing(Path file, String syntax) {
        return Files.exists(file) ? file : SmallFiles.write(file, UID.ComputedRadiographyImageStorage, syntax, true);
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
