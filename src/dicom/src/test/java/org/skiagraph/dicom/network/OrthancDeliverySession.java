package org.skiagraph.dicom.network;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.aoju.bus.image.UID;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.peers.OrthancProcess;
import org.skiagraph.dicom.web.Authentication;
import org.skiagraph.dicom.web.HttpStowClient;
import org.skiagraph.dicom.web.WebSettings;
import org.skiagraph.dicom.web.WebTarget;
import org.skiagraph.domain.ProgressListener;

/** What {@link OrthancDeliveryTest} does with an Orthanc; a main class, because it runs in a namespace of its own. */
public final class OrthancDeliverySession {
    private final Properties result = new Properties();
    private final BlockingQueue<CommitmentReport> reports = new LinkedBlockingQueue<>();
    private final MarkingReader reader = new MarkingReader();

    private OrthancDeliverySession() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        OrthancDeliverySession session = new OrthancDeliverySession();
        session.run(file.getParent());
        try (Writer writer = Files.newBufferedWriter(file)) {
            session.result.store(writer, null);
        }
    }

    private void run(Path directory) throws IOException, InterruptedException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (CommitmentListener listener =
                        CommitmentListener.open(anyPort, Set.of("SKIAGRAPH"), Optional.empty(), reports::add);
                OrthancProcess orthanc =
                        OrthancProcess.startWithWeb(directory.resolve("orthanc"), "SKIAGRAPH", listener.port())) {
            stow(orthanc, directory);
            commit(orthanc);
            fill(orthanc, directory);
        }
    }

    private List<Path> files = List.of();

    private void stow(OrthancProcess orthanc, Path directory) {
        files = List.of(
                Studies.one(directory, "cr-chest", TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                Studies.one(directory, "dx-chest-pa", TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
                Studies.one(directory, "vl-endoscopic", TransferSyntax.JPEG_2000_LOSSLESS));
        put("stowed", kinds(send(files, orthanc)));
        put("instances", orthanc.instances());
        put("stowed again", kinds(send(files, orthanc)));
        put("instances after duplicates", orthanc.instances());
    }

    private void commit(OrthancProcess orthanc) throws InterruptedException {
        StorageCommitment commitment = new DicomStorageCommitment(NetworkSettings.DEFAULT, Optional.empty());
        Peer peer = Peer.parse(orthanc.address(), "SKIAGRAPH");
        List<InstanceReference> instances = new ArrayList<>(files.stream()
                .map(reader::read)
                .map(OrthancDeliverySession::reference)
                .toList());
        put(
                "report on the same association",
                commitment.request(peer, "2.25.1001", instances, Duration.ofMillis(300))
                        instanceof CommitmentAnswer.Reported);
        CommitmentReport all = reports.poll(30, TimeUnit.SECONDS);
        put("committed", all.committed().size());
        put("failed", failures(all));
        instances.add(1, new InstanceReference(UID.ComputedRadiographyImageStorage, "2.25.404"));
        commitment.request(peer, "2.25.1002", instances, Duration.ZERO);
        CommitmentReport part = reports.poll(30, TimeUnit.SECONDS);
        put("partly committed", part.committed().size());
        put("partly failed", failures(part));
    }

    private void fill(OrthancProcess orthanc, Path directory) {
        Path large = Studies.large(directory.resolve("large"));
        put("too large for it", send(List.of(large), orthanc).get(0));
        put("one too large", kinds(send(List.of(files.get(0), large, files.get(2)), orthanc)));
    }

    private static InstanceReference reference(MarkedFile file) {
        return new InstanceReference(file.sopClassUid(), file.sopInstanceUid());
    }

    private static List<String> failures(CommitmentReport report) {
        return report.failed().stream()
                .map(failed -> failed.instance().sopInstanceUid() + " " + failed.reason())
                .toList();
    }

    private static List<Outcome> send(List<Path> files, OrthancProcess orthanc) {
        WebTarget target = new WebTarget(
                URI.create("http://127.0.0.1:" + orthanc.httpPort() + "/dicom-web"),
                new Authentication.None(),
                Optional.empty());
        return new HttpStowClient(new MarkingReader(), WebSettings.DEFAULT)
                .send(files, target, ProgressListener.NONE, outcome -> {});
    }

    private static List<Outcome.Kind> kinds(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::kind).toList();
    }

    private void put(String key, Object value) {
        result.setProperty(key, value.toString());
    }
}
