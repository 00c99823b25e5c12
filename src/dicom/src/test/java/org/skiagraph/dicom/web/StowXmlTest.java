package org.skiagraph.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.Studies;
import org.skiagraph.dicom.peers.WebServer;
import org.skiagraph.dicom.peers.WebServer.Response;
import org.skiagraph.domain.ProgressListener;

/** Against a server that answers in XML (PS3.19 A.1) though it was asked for JSON. */
class StowXmlTest {
    private static List<Path> files;

    @BeforeAll
    static void writeAStudy(@TempDir Path shared) {
        files = Studies.cr(shared, 2);
    }

    @Test
    void answerInXmlIsReadToo() {
        try (WebServer server = WebServer.start((request, number) ->
                new Response(200, Map.of("Content-Type", "application/dicom+xml"), xml(request.sopInstanceUids())))) {
            assertThat(send(server, files)).extracting(Outcome::kind).containsExactly(Kind.STORED, Kind.FAILED);
        }
    }

    @Test
    void answerInXmlReachesForNothing(@TempDir Path directory) throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "2.25.");
        try (WebServer server = WebServer.start((request, number) -> new Response(
                200,
                Map.of("Content-Type", "application/dicom+xml"),
                "<!DOCTYPE n [<!ENTITY uid SYSTEM \"" + secret.toUri() + "\">]>"
                        + xml(request.sopInstanceUids())
                                .replaceAll("<\\?xml.*", "")
                                .replace("2.25.", "&uid;")))) {
            assertThat(send(server, files)).extracting(Outcome::kind).containsOnly(Kind.RETRYABLE);
        }
    }

    private static List<Outcome> send(WebServer server, List<Path> some) {
        WebTarget target = new WebTarget(
                URI.create("http://127.0.0.1:" + server.port()), new Authentication.None(), Optional.empty());
        return new HttpStowClient(new MarkingReader(), WebSettings.DEFAULT)
                .send(some, target, ProgressListener.NONE, outcome -> {});
    }

    private static String xml(List<String> uids) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <NativeDicomModel xmlns="http://dicom.nema.org/PS3.19/models/NativeDICOM">
                  <DicomAttribute keyword="ReferencedSOPSequence" tag="00081199" vr="SQ"><Item number="1">
                    <DicomAttribute tag="00081155" vr="UI"><Value number="1">%s</Value></DicomAttribute>
                  </Item></DicomAttribute>
                  <DicomAttribute keyword="FailedSOPSequence" tag="00081198" vr="SQ"><Item number="1">
                    <DicomAttribute tag="00081155" vr="UI"><Value number="1">%s</Value></DicomAttribute>
                    <DicomAttribute tag="00081197" vr="US"><Value number="1">43264</Value></DicomAttribute>
                  </Item></DicomAttribute>
                </NativeDicomModel>
                """.formatted(uids.get(0), uids.get(1));
    }
}
