package org.skiagraph.dicom.source.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.file.Part10StudyWriter;
import org.skiagraph.dicom.fixtures.Plans;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.PeerProcess;
import org.skiagraph.dicom.source.SourceFiles;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.dicom.source.SourceQuery;
import org.skiagraph.dicom.source.Sources;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Run within a network of its own: Orthanc with its DICOMweb, a few images in it, and what we fetch of them. */
final class OrthancWebSession {
    private final Path directory;
    private final int port;
    private final Properties result = new Properties();

    private OrthancWebSession(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        Path directory = file.resolveSibling("orthanc");
        int port = FreePort.find();
        Files.createDirectories(directory);
        Path configuration = Files.writeString(directory.resolve("orthanc.json"), """
                {"StorageDirectory": "db", "IndexDirectory": "db",
                 "Plugins": ["/usr/share/orthanc/plugins/libOrthancDicomWeb.so"],
                 "HttpPort": %d, "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "DicomServerEnabled": false,
                 "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}}
                """.formatted(port));
        Path packaged = Path.of("/usr/sbin/Orthanc");
        String executable = Files.isExecutable(packaged) ? packaged.toString() : "Orthanc";
        OrthancWebSession session = new OrthancWebSession(directory, port);
        PeerProcess orthanc = PeerProcess.start(List.of(executable, configuration.toString()), directory, port);
        try (orthanc) {
            session.meet();
        }
        session.result.store(Files.newBufferedWriter(file, StandardCharsets.UTF_8), null);
    }

    private void meet() throws Exception {
        Path one = image("A1", "1.2.3.1", 10, 200);
        image("A2", "1.2.3.2", 20, 100);
        image("A2", "1.2.3.3", 30, 100);
        Instance compressed = new Part10StudyWriter(8)
                .write(
                        Plans.of("cr-chest", 1, new PixelSettings(12, TransferSyntax.JPEG_LS_LOSSLESS, false)),
                        List.of(Plans.ramp(33, 24, 1)),
                        directory,
                        ProgressListener.NONE)
                .get(0);
        upload(compressed.file());
        put("by uids", same(one, "study=1.2.1,series=1.2.2,instance=1.2.3.1"));
        put("by accession", same(one, "accession=A1"));
        put("compressed", same(compressed.file(), "instance=" + compressed.sopInstanceUid()));
        put("none", failure("/dicom-web", "accession=NOWHERE"));
        put("many", failure("/dicom-web", "accession=A2"));
        put("elsewhere", failure("/nowhere", "accession=A1"));
    }

    private Path image(String accession, String instance, int... greys) throws Exception {
        Attributes image = SourceFiles.grey(2, 1, greys);
        image.setString(Tag.SOPInstanceUID, VR.UI, instance);
        image.setString(Tag.StudyInstanceUID, VR.UI, "1.2.1" + (accession.equals("A1") ? "" : ".2"));
        image.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.2" + (accession.equals("A1") ? "" : ".2"));
        image.setString(Tag.AccessionNumber, VR.SH, accession);
        image.setString(Tag.PatientID, VR.LO, accession);
        Path file = SourceFiles.write(directory.resolve(instance + ".dcm"), image, UID.ExplicitVRLittleEndian);
        upload(file);
        return file;
    }

    private void upload(Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/instances"))
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
    }

    /** Whether what is fetched has the pixels of a file. */
    private String same(Path file, String query) {
        Path fetched = directory.resolve("fetched-" + result.size() + ".dcm");
        sources("/dicom-web").fetch(SourceQuery.parse("image", query), fetched);
        float[] there = Sources.read(file, SourceOptions.DEFAULT).pixels().samples();
        float[] here = Sources.read(fetched, SourceOptions.DEFAULT).pixels().samples();
        return Arrays.equals(there, here) ? "equal" : "different";
    }

    private String failure(String root, String query) {
        try {
            sources(root).fetch(SourceQuery.parse("image", query), directory.resolve("none.dcm"));
            return "fetched";
        } catch (Rejected e) {
            return e.getMessage();
        }
    }

    private WebSources sources(String root) {
        return new WebSources(
                SourceServer.at("http://127.0.0.1:" + port + root, Duration.ofSeconds(5), Duration.ofSeconds(20)));
    }

    private void put(String key, String value) {
        result.setProperty(key, value);
    }
}
