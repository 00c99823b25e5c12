package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiagraph.dicom.peers.Certificates.Pair;

/**
 * Orthanc. It listens on every address of its machine whatever its configuration says: start it only within
 * {@link LoopbackOnly}.
 */
public final class OrthancProcess implements AutoCloseable {
    public static final String AE_TITLE = "ORTHANC";

    private final PeerProcess process;
    private final int dicomPort;
    private final int httpPort;

    private OrthancProcess(PeerProcess process, int dicomPort, int httpPort) {
        this.process = process;
        this.dicomPort = dicomPort;
        this.httpPort = httpPort;
    }

    private static final String WEB_PLUGIN = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    /** @param knownAeTitle the only title that it takes associations from */
    public static OrthancProcess start(Path directory, String knownAeTitle) {
        return start(directory, knownAeTitle, 11113);
    }

    /** @param knownPort where it believes that title to listen, for reports and what is moved there */
    public static OrthancProcess start(Path directory, String knownAeTitle, int knownPort) {
        return start(directory, knownAeTitle, knownPort, "\"Plugins\": []");
    }

    /**
     * With DICOMweb, and room for one megabyte.
     *
     * @param reportPort where the known title listens for reports
     */
    public static OrthancProcess startWithWeb(Path directory, String knownAeTitle, int reportPort) {
        return start(
                directory,
                knownAeTitle,
                reportPort,
                "\"Plugins\": [\"" + WEB_PLUGIN + "\"], \"MaximumStorageSize\": 1");
    }

    /**
     * Over TLS in both directions, with a certificate asked for of everybody.
     *
     * @param authority whose certificates it trusts
     */
    public static OrthancProcess startEncrypted(
            Path directory, String knownAeTitle, int knownPort, Pair identity, Path authority) {
        return start(directory, knownAeTitle, knownPort, """
                "Plugins": [], "DicomTlsEnabled": true, "DicomTlsCertificate": "%s", "DicomTlsPrivateKey": "%s",
                "DicomTlsTrustedCertificates": "%s", "DicomTlsRemoteCertificateRequired": true
                """.formatted(identity.chain(), identity.key(), authority));
    }

    private static OrthancProcess start(Path directory, String knownAeTitle, int reportPort, String more) {
        int dicomPort = FreePort.find();
        int httpPort = FreePort.find();
        Path configuration = directory.resolve("orthanc.json");
        try {
            Files.createDirectories(directory);
            Files.writeString(configuration, configuration(dicomPort, httpPort, knownAeTitle, reportPort, more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The web server is the last to come up.
        PeerProcess process = PeerProcess.start(List.of(executable(), configuration.toString()), directory, httpPort);
        return new OrthancProcess(process, dicomPort, httpPort);
    }

    /** "ORTHANC@127.0.0.1:port" */
    public String address() {
        return AE_TITLE + "@127.0.0.1:" + dicomPort;
    }

    public int httpPort() {
        return httpPort;
    }

    public int dicomPort() {
        return dicomPort;
    }

    /** How many instances it holds, by its REST interface. */
    public int instances() {
        Matcher count = Pattern.compile("\"CountInstances\" : ([0-9]+)").matcher(get("/statistics"));
        if (!count.find()) {
            throw new IllegalStateException("no CountInstances in Orthanc's statistics");
        }
        return Integer.parseInt(count.group(1));
    }

    /** The body of a GET. */
    public String get(String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private static String executable() {
        // Debian puts it where the PATH of ordinary users does not lead.
        Path packaged = Path.of("/usr/sbin/Orthanc");
        return Files.isExecutable(packaged) ? packaged.toString() : "Orthanc";
    }

    private static String configuration(int dicomPort, int httpPort, String knownAeTitle, int reportPort, String more) {
        return """
                {"StorageDirectory": "db", "IndexDirectory": "db", %s,
                 "HttpPort": %d, "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
                 "DicomPort": %d, "DicomAet": "%s", "DicomCheckCalledAet": true,
                 "DicomAlwaysAllowEcho": false, "DicomAlwaysAllowStore": false, "DicomCheckModalityHost": true,
                 "DicomModalities": {"known": {"AET": "%s", "Host": "127.0.0.1", "Port": %d,
                  "AllowStorageCommitment": true, "UseDicomTls": %b}},
                 "OverwriteInstances": false}
                """.formatted(
                more, httpPort, dicomPort, AE_TITLE, knownAeTitle, reportPort, more.contains("DicomTlsEnabled"));
    }
}
