package org.skiagraph.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiagraph.dicom.marking.MarkingReader;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.Studies;
import org.skiagraph.dicom.peers.FreePort;
import org.skiagraph.dicom.peers.WebServer;
import org.skiagraph.dicom.peers.WebServer.Request;
import org.skiagraph.dicom.peers.WebServer.Response;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Against a server that answers as it is told. A PACS: {@link org.skiagraph.dicom.network.OrthancDeliveryTest}. */
class StowTest {
    private static final WebSettings SMALL = new WebSettings(Duration.ofSeconds(5), Duration.ofSeconds(30), 2, 1 << 20);
    private static final WebSettings HASTY = new WebSettings(Duration.ofSeconds(5), Duration.ofMillis(700), 2, 1 << 20);

    private static List<Path> files;

    private final List<Outcome> heard = new ArrayList<>();

    @BeforeAll
    static void writeAStudy(@TempDir Path shared) {
        files = Studies.cr(shared, 5);
    }

    @Test
    void filesGoInBoundedRequestsByteForByte() throws Exception {
        try (WebServer server = WebServer.start((request, number) -> storesAll(request))) {
            List<Outcome> outcomes = send(server, files);

            assertThat(outcomes).extracting(Outcome::kind).containsOnly(Kind.STORED);
            assertThat(outcomes).extracting(Outcome::file).containsExactlyElementsOf(files);
            assertThat(heard).isEqualTo(outcomes);
            assertThat(server.requests()).extracting(Request::parts).containsExactly(2, 2, 1);
            assertThat(server.requests()).extracting(Request::path).containsOnly("/dicom-web/studies");
            Request last = server.requests().get(2);
            assertThat(last.contentType()).startsWith("multipart/related; type=\"application/dicom\"; boundary=");
            byte[] file = Files.readAllBytes(files.get(4));
            String body = new String(last.body(), StandardCharsets.ISO_8859_1);
            assertThat(body).contains(new String(file, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void eachHearsOfOneRequestsFilesBeforeTheNextIsMade() {
        List<Integer> heardAtRequest = new ArrayList<>();
        try (WebServer server = WebServer.start((request, number) -> {
            heardAtRequest.add(heard.size());
            return storesAll(request);
        })) {
            send(server, files);

            assertThat(heardAtRequest).containsExactly(0, 2, 4);
        }
    }

    @Test
    void status200WithoutTheInstanceIsNotStored() {
        try (WebServer server = WebServer.start((request, number) -> Response.json(200, "{}"))) {
            List<Outcome> outcomes = send(server, files);

            assertThat(outcomes).extracting(Outcome::kind).containsOnly(Kind.RETRYABLE);
            assertThat(outcomes.get(0).detail())
                    .contains("does not say that it stored it")
                    .contains("HTTP 200");
            assertThat(outcomes.get(4).detail()).contains("not sent").contains("2 requests in a row");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void status202TellsOfEachInstanceByItself() {
        try (WebServer server = WebServer.start((request, number) -> Response.json(
                202,
                "{\"00081199\":{\"vr\":\"SQ\",\"Value\":["
                        + item(request, 0, "\"00081196\":{\"vr\":\"US\",\"Value\":[45056]}")
                        + "]},\"00081198\":{\"vr\":\"SQ\",\"Value\":["
                        + item(request, 1, "\"00081197\":{\"vr\":\"US\",\"Value\":[42752]}") + "]}}"))) {
            List<Outcome> outcomes = send(server, files.subList(0, 2));

            assertThat(outcomes).extracting(Outcome::kind).containsExactly(Kind.WARNING, Kind.RETRYABLE);
            assertThat(outcomes).extracting(Outcome::status).containsExactly(0xB000, 0xA700);
            assertThat(outcomes.get(1).detail()).contains("out of resources");
        }
    }

    @ParameterizedTest
    @CsvSource({"0x0110,RETRYABLE", "0xA701,RETRYABLE", "0xA900,FAILED", "0x0122,FAILED", "0xC122,FAILED", "0,FAILED"})
    void failureReasonSaysWhetherItIsFinal(String reason, Kind kind) {
        String value = "\"00081197\":{\"vr\":\"US\",\"Value\":[" + Integer.decode(reason) + "]}";
        try (WebServer server = WebServer.start((request, number) ->
                Response.json(409, "{\"00081198\":{\"vr\":\"SQ\",\"Value\":[" + item(request, 0, value) + "]}}"))) {
            assertThat(send(server, files.subList(0, 1)))
                    .extracting(Outcome::kind)
                    .containsExactly(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301,RETRYABLE,another address",
        "401,RETRYABLE,token or password",
        "403,RETRYABLE,not allow us",
        "404,RETRYABLE,no studies at this address",
        "409,FAILED,conflicts",
        "415,FAILED,does not take",
        "429,RETRYABLE,too often",
        "500,RETRYABLE,failed",
        "503,RETRYABLE,unavailable",
        "507,RETRYABLE,full"
    })
    void statusWithoutABodySaysWhatToDo(int status, Kind kind, String reason) {
        try (WebServer server = WebServer.start((request, number) -> Response.of(status))) {
            assertThat(send(server, files.subList(0, 1))).singleElement().satisfies(outcome -> {
                assertThat(outcome.kind()).isEqualTo(kind);
                assertThat(outcome.status()).isEqualTo(-1);
                assertThat(outcome.detail()).contains(reason).contains("HTTP " + status);
            });
        }
    }

    @Test
    void serverThatAsksForPatienceIsNotAskedAgainAndItsWishIsPassedOn() {
        Response wait = new Response(503, Map.of("Retry-After", "120"), "");
        try (WebServer server = WebServer.start((request, number) -> wait)) {
            assertThat(send(server, files))
                    .allSatisfy(outcome -> assertThat(outcome.retryAfter()).contains(Duration.ofMinutes(2)));
            assertThat(server.requests()).hasSize(1);
        }
        Response date = new Response(429, Map.of("Retry-After", "Tue, 31 Dec 2999 23:59:59 GMT"), "");
        try (WebServer server = WebServer.start((request, number) -> date)) {
            assertThat(send(server, files.subList(0, 1)).get(0).retryAfter()).contains(Duration.ofDays(1));
        }
    }

    @Test
    void tooLargeIsTriedInSmallerRequests() {
        try (WebServer server =
                WebServer.start((request, number) -> request.parts() > 1 ? Response.of(413) : storesAll(request))) {
            assertThat(send(server, files)).extracting(Outcome::kind).containsOnly(Kind.STORED);
            assertThat(heard).extracting(Outcome::file).containsExactlyElementsOf(files);
        }
        try (WebServer server = WebServer.start((request, number) -> Response.of(413))) {
            assertThat(send(server, files.subList(0, 1)))
                    .extracting(Outcome::kind)
                    .containsExactly(Kind.FAILED);
        }
    }

    @Test
    void lostConnectionsEndTheSendingAfterTwo() {
        try (WebServer server = WebServer.start((request, number) -> null)) {
            List<Outcome> outcomes = send(server, files);

            assertThat(outcomes).extracting(Outcome::kind).containsOnly(Kind.RETRYABLE);
            assertThat(outcomes.get(0).detail()).contains("lost the connection before it answered");
            assertThat(outcomes.get(4).detail()).startsWith("not sent");
        }
    }

    @Test
    void serverThatDoesNotAnswerInTimeIsLeft() {
        CountDownLatch over = new CountDownLatch(1);
        try (WebServer server = WebServer.start((request, number) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        })) {
            WebTarget target = target("http://127.0.0.1:" + server.port(), new Authentication.None());
            List<Outcome> outcomes = new HttpStowClient(new MarkingReader(), HASTY)
                    .send(files.subList(0, 1), target, ProgressListener.NONE, heard::add);

            assertThat(outcomes.get(0).detail()).contains("no sign of life within 700 ms");
            over.countDown();
        }
    }

    @Test
    void answerWithoutEndIsNotKept() {
        String endless = "[" + " ".repeat(17 << 20) + "]";
        try (WebServer server = WebServer.start((request, number) -> Response.json(200, endless))) {
            assertThat(send(server, files.subList(0, 1)).get(0).detail()).contains("its answer is larger than");
        }
    }

    @Test
    void nobodyThereIsSaidAtOnce() {
        WebTarget nobody = target("http://127.0.0.1:" + FreePort.find(), new Authentication.None());

        assertThat(client().send(files, nobody, ProgressListener.NONE, heard::add))
                .allSatisfy(outcome -> assertThat(outcome.detail()).contains("nothing listens there"));
        WebTarget unknown = target("http://no-such-host.invalid", new Authentication.None());
        assertThat(client().send(files, unknown, ProgressListener.NONE, heard::add)
                        .get(0)
                        .detail())
                .contains("cannot be resolved");
    }

    @Test
    void secretsGoIntoOneHeaderAndNowhereElse() {
        Authentication bearer = new Authentication.Bearer("s3cr3t.t0ken");
        Authentication basic = new Authentication.Basic("user", "p\u00e4ss");
        try (WebServer server = WebServer.start((request, number) -> Response.of(401))) {
            List<Outcome> outcomes = new ArrayList<>(send(server, files.subList(0, 1), bearer));
            outcomes.addAll(send(server, files.subList(0, 1), basic));

            String encoded = Base64.getEncoder().encodeToString("user:p\u00e4ss".getBytes(StandardCharsets.UTF_8));
            assertThat(server.requests())
                    .extracting(Request::authorization)
                    .containsExactly("Bearer s3cr3t.t0ken", "Basic " + encoded);
            assertThat(outcomes.toString() + bearer + basic + target("http://127.0.0.1:1", basic))
                    .doesNotContain("s3cr3t", "p\u00e4ss", encoded);
        }
    }

    @Test
    void fileThatIsNotOursIsRefusedBeforeAnythingIsSent(@TempDir Path directory) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.dcm"));
        try (WebServer server = WebServer.start((request, number) -> storesAll(request))) {
            assertThatThrownBy(() -> send(server, List.of(files.get(0), empty))).isInstanceOf(Rejected.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    private List<Outcome> send(WebServer server, List<Path> some) {
        return send(server, some, new Authentication.None());
    }

    private List<Outcome> send(WebServer server, List<Path> some, Authentication authentication) {
        WebTarget target = target("http://127.0.0.1:" + server.port() + "/dicom-web/", authentication);
        return client().send(some, target, ProgressListener.NONE, heard::add);
    }

    private static StowClient client() {
        return new HttpStowClient(new MarkingReader(), SMALL);
    }

    private static WebTarget target(String uri, Authentication authentication) {
        return new WebTarget(URI.create(uri), authentication, Optional.empty());
    }

    private static Response storesAll(Request request) {
        List<String> uids = request.sopInstanceUids();
        String items = uids.stream()
                .map(uid -> "{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"" + uid + "\"]}}")
                .collect(Collectors.joining(","));
        return Response.json(200, "{\"00081199\":{\"vr\":\"SQ\",\"Value\":[" + items + "]}}");
    }

    private static String item(Request request, int index, String more) {
        return "{\"00081155\":{\"vr\":\"UI\",\"Value\":[\""
                + request.sopInstanceUids().get(index) + "\"]}," + more + "}";
    }
}
