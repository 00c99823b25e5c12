package org.skiagraph.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiagraph.domain.GenerationRecord;
import picocli.CommandLine;

/** The API, asked by a client that knows nothing of us, of one server for all tests. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ServeIT {
    @TempDir
    static Path root;

    private static Server server;
    private static String ramp;
    private static String middle;

    @BeforeAll
    static void serve() throws IOException, InterruptedException {
        server = Server.start(root);
        ramp = base64(Pngs.ramp(root.resolve("ramp.png"), 64));
        middle = base64(Pngs.middle(root.resolve("middle.png"), 64));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    static Stream<Arguments> families() {
        String small = "'width': 64, 'height': 64";
        return Stream.of(
                arguments("sd15", "text-to-image", "'prompt': 'a chest', " + small),
                arguments("sd21-v", "text-to-image", "'prompt': 'a chest', " + small),
                arguments("sdxl", "text-to-image", "'prompt': 'a chest', " + small),
                arguments("bert-text-encoder", "text-to-image", "'prompt': 'a chest', " + small),
                arguments("monai-cxr-ldm", "text-to-image", "'prompt': 'a chest', " + small),
                arguments("msdm", "text-to-image", "'prompt': 'a polyp', " + small),
                arguments("medfusion", "text-to-image", "'condition': {'label': 1}, " + small),
                arguments(
                        "kandinsky22",
                        "text-to-image",
                        "'prompt': 'a polyp', 'prior-num-inference-steps': 2, " + small),
                arguments("kandinsky3", "text-to-image", "'prompt': 'a polyp', " + small),
                arguments(
                        "controlnet",
                        "text-to-image",
                        "'prompt': 'a chest', 'control': [{'name': 'controlnet', 'image': 'RAMP', 'scale': 0.5}]"),
                arguments("mammograms", "text-to-image", "'form': {'view': 'CC', 'laterality': 'R'}"),
                arguments("sd15", "image-to-image", "'prompt': 'x', 'image': 'RAMP', 'strength': 1"),
                arguments("sd-inpaint9", "inpainting", "'prompt': 'x', 'image': 'RAMP', 'mask': 'MIDDLE'"),
                arguments("kandinsky22", "inpainting", "'prompt': 'x', 'image': 'RAMP', 'box': [16, 16, 32, 32]"),
                arguments(
                        "sd15",
                        "text-to-image",
                        "'prompt': 'a chest', 'lora': [{'name': 'style.safetensors', 'weight': 0.5}], " + small));
    }

    @ParameterizedTest(name = "{1} with {0}")
    @MethodSource("families")
    void everyFamilyRunsOverTheApi(String model, String mode, String more) throws IOException, InterruptedException {
        JsonNode written = make("{'model': '" + model + "', 'template': 'sc', 'num-inference-steps': 2, 'seed': 3, "
                + more.replace("RAMP", ramp).replace("MIDDLE", middle) + "}");

        GenerationRecord record = record(written, 1);
        assertThat(record.request().mode()).isEqualTo(mode);
        assertThat(record.request().seed()).isEqualTo(3);
        assertThat(server.uploads()).isEmpty();
    }

    @Test
    void aVolumeBecomesASeriesOfSlices() throws IOException, InterruptedException {
        JsonNode written = make(
                "{'model': 'monai-brain-ldm-3d', 'num-inference-steps': 1, 'depth': 16, 'height': 48,"
                        + " 'width': 32, 'condition': {'condition1': 0, 'condition2': 0.5, 'condition3': '1', 'condition4': 0}}");

        assertThat(written.at("/study/instances")).hasSize(32);
        assertThat(record(written, 32).request().depth()).contains(16);
    }

    @Test
    void aStudyIsToldAsItGoesOnAndIsOnDiskAtItsEnd() throws IOException, InterruptedException {
        HttpResponse<byte[]> accepted =
                server.post(quoted("{'prompt': 'a large effusion', 'num-inference-steps': 2, 'count': 2, 'seed': 7}"));
        assertThat(accepted.statusCode()).isEqualTo(202);
        String id = Server.json(accepted).get("id").asText();
        assertThat(accepted.headers().firstValue("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/api/v1/studies/" + id));

        List<JsonNode> states = server.states(id);

        JsonNode last = states.get(states.size() - 1);
        assertThat(states)
                .extracting(state -> state.at("/progress/stage").asText())
                .contains("denoising");
        assertThat(last.get("state").asText()).isEqualTo("written");
        assertThat(server.studies())
                .extracting(folder -> folder.getFileName().toString())
                .contains(last.at("/study/folder").asText());
        assertThat(Server.json(server.get("studies/" + id))).isEqualTo(last);
        assertThat(record(last, 2).request().prompt()).isEqualTo("a large effusion");
        HttpResponse<byte[]> png = server.get("studies/" + id + "/images/2.png");
        assertThat(new String(png.body(), 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        assertThat(png.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(server.get("studies/" + id + "/images/3.png").statusCode()).isEqualTo(404);
        assertThat(server.err()).doesNotContain("effusion");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments(400, "body", "{'prompt':", "it is not JSON"),
                arguments(400, "body", "{'prompt': 'a', 'prompt': 'b'}", "it is not JSON"),
                arguments(400, "body", "[]", "not a JSON object"),
                arguments(400, "promt", "{'promt': 'x'}", "Did you mean 'prompt'"),
                arguments(400, "seed", "{'prompt': 'x', 'seed': '7'}", "Give a whole number"),
                arguments(400, "count", "{'prompt': 'x', 'count': 1.5}", "Give a whole number"),
                arguments(400, "image", "{'prompt': 'x', 'image': '***'}", "it is not base64"),
                arguments(400, "box", "{'prompt': 'x', 'box': [1, 2, 3]}", "a list of 4 whole numbers"),
                arguments(400, "control", "{'prompt': 'x', 'control': [{'file': 'x'}]}", "Use some of name, image"),
                arguments(422, "model", "{'prompt': 'x', 'model': 'sd16'}", "Did you mean 'sd15'"),
                arguments(422, "model", "{'prompt': 'x', 'model': '/etc'}", "there is none of that name"),
                arguments(422, "model", "{'prompt': 'x', 'model': '../models/sd15'}", "there is none of that name"),
                arguments(422, "template", "{'prompt': 'x', 'template': '/etc/passwd'}", "there is none of that name"),
                arguments(422, "lora", "{'prompt': 'x', 'lora': [{'name': '../work.out'}]}", "there is none of that"),
                arguments(422, "num-inference-steps", "{'prompt': 'x', 'num-inference-steps': 0}", "Give 1 or more"),
                arguments(400, "to", "{'prompt': 'x', 'to': 'disc'}", "Give a list"),
                arguments(400, "tag", "{'prompt': 'x', 'tag': [1]}", "a list of texts"),
                arguments(422, "to", "{'prompt': 'x', 'to': ['tape']}", "Choose one of broken, clinical, disc"),
                arguments(
                        422,
                        "skiagraph.destinations.clinical.accepts-synthetic",
                        "{'prompt': 'x', 'to': ['clinical']}",
                        "not marked as one for synthetic"),
                arguments(422, "strength", "{'prompt': 'x', 'strength': 0.5}", "Give the image with image"),
                arguments(422, "image", "{'prompt': 'x', 'image': 'AAAA'}", "it is no PNG file. Convert it to PNG"),
                arguments(422, "prompt", "{'model': 'sd15'}", "none was given"),
                arguments(422, "form vendor", "{'model': 'mammograms', 'form': {'vendor': 'kodak'}}", "siemens"));
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @MethodSource("wrong")
    void whatIsWrongIsToldWithItsPlaceAndRemedyBeforeItIsQueued(int status, String where, String body, String words)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.post(quoted(body));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Server.json(response);
        assertThat(problem.get("where").asText()).isEqualTo(where);
        assertThat(problem.get("detail").asText()).contains(words).doesNotContain(root.toString(), "Exception");
        assertThat(problem.get("remedy").asText()).isNotEmpty();
        assertThat(server.uploads()).isEmpty();
    }

    @Test
    void aCancelledStudyLeavesNothing() throws IOException, InterruptedException {
        List<Path> before = server.studies();
        String running = submit("{'prompt': 'x', 'num-inference-steps': 999}");
        String waiting = submit("{'prompt': 'x', 'image': '" + ramp256() + "'}");
        while (Server.json(server.get("studies/" + running))
                        .at("/progress/done")
                        .asInt()
                < 1) {
            Thread.sleep(20);
        }
        assertThat(server.get("studies/" + running + "/images/1.png").statusCode())
                .isEqualTo(409);

        for (String id : List.of(waiting, running)) {
            server.send(server.request("studies/" + id).DELETE().build());
        }

        assertThat(last(running).get("state").asText()).isEqualTo("cancelled");
        assertThat(last(waiting).get("state").asText()).isEqualTo("cancelled");
        assertThat(server.studies()).isEqualTo(before);
        assertThat(server.uploads()).isEmpty();
    }

    private static String ramp256() throws IOException {
        return base64(Pngs.ramp(root.resolve("256.png"), 256));
    }

    @Test
    void otherSitesAndOtherNamesAreTurnedAway() throws IOException, InterruptedException {
        String body = quoted("{'prompt': 'x'}");
        var post = server.request("studies").POST(BodyPublishers.ofString(body));

        assertThat(status(post.copy().header("Content-Type", "text/plain"))).isEqualTo(415);
        assertThat(status(post.copy()
                        .header("Content-Type", "application/json")
                        .header("Origin", "http://elsewhere.example")))
                .isEqualTo(403);
        assertThat(status(server.request("models").header("Sec-Fetch-Site", "cross-site")))
                .isEqualTo(403);
        assertThat(status(server.request("models").header("Sec-Fetch-Site", "same-origin")))
                .isEqualTo(200);
        assertThat(firstLine("elsewhere.example")).contains(" 421 ");
        assertThat(firstLine("localhost:1")).contains(" 200 ");
    }

    private static int status(java.net.http.HttpRequest.Builder request) throws IOException, InterruptedException {
        return server.send(request.build()).statusCode();
    }

    private static String firstLine(String host) throws IOException {
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String head = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void everyFieldIsAnOptionAndEveryModelIsTold() throws IOException, InterruptedException {
        CommandLine generate = new CommandLine(new GenerateCommand());
        JsonNode document = Server.json(server.get("openapi.json"));
        List<String> fields = names(document.at("/components/schemas/StudyRequest/properties"));
        List<String> paths = names(document.get("paths"));
        JsonNode models = Server.json(server.get("models"));

        assertThat(fields)
                .hasSizeGreaterThan(30)
                .contains("to", "route", "tag", "review")
                .allMatch(name ->
                        name.equals("prompt") || generate.getCommandSpec().findOption("--" + name) != null);
        assertThat(document.at("/paths/~1api~1v1~1deliveries~1{uid}~1reject/post/requestBody/content")
                        .has("application/json"))
                .isTrue();
        assertThat(server.get("studies?before=nobody").statusCode()).isEqualTo(404);
        assertThat(paths)
                .contains(
                        "/api/v1/deliveries",
                        "/api/v1/deliveries/{uid}",
                        "/api/v1/deliveries/{uid}/accept",
                        "/api/v1/deliveries/{uid}/withdraw",
                        "/api/v1/studies/{id}/retry");
        assertThat(models.get("default").asText()).isEqualTo("chest-radiograph");
        assertThat(models.findValuesAsText("family"))
                .contains("stable-diffusion", "monai-ldm-3d", "medfusion", "kandinsky-2.2", "mam-e");
        assertThat(models.toString()).doesNotContain(root.toString());
        assertThat(Server.json(server.get("templates")).findValuesAsText("name"))
                .contains("cr-chest", "mr-slice");
        assertThat(Server.json(server.get("adapters")).get("adapters").get(0).asText())
                .isEqualTo("style.safetensors");
        assertThat(Server.json(server.get("nothing")).get("status").asInt()).isEqualTo(404);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aStudyIsHeldForReviewDeliveredAndWithdrawn() throws IOException, InterruptedException {
        JsonNode made = make("{'model': 'sd15', 'prompt': 'x', 'template': 'sc', 'num-inference-steps': 1, 'count': 3,"
                + " 'width': 64, 'height': 64, 'to': ['disc', 'broken'], 'review': true}");
        String study = made.at("/study/instances/0/studyInstanceUid").asText();
        String first = made.at("/study/instances/0/sopInstanceUid").asText();
        String second = made.at("/study/instances/1/sopInstanceUid").asText();
        assertThat(images(study))
                .extracting(image -> image.get("verdict").asText())
                .containsOnly("open");

        assertThat(count("deliveries/" + first + "/accept")).isEqualTo(1);
        assertThat(count("deliveries/" + second + "/reject")).isEqualTo(1);
        assertThat(count("deliveries/" + study + "/flag")).isEqualTo(3);
        assertThat(count("deliveries/" + second + "/reject")).isEqualTo(1);
        assertThat(count("deliveries/" + first + "/accept")).isEqualTo(1);
        while (!state(first, "disc").equals("stored")) {
            Thread.sleep(50);
        }

        assertThat(server.disc())
                .extracting(file -> Studies.sopInstanceUid(file))
                .contains(first);
        assertThat(state(second, "disc")).isEqualTo("dead");
        JsonNode page = Server.json(server.get("deliveries?state=dead&limit=1"));
        assertThat(page.get("deliveries")).hasSize(1);
        assertThat(Server.json(server.get(
                                "deliveries?limit=1&from=" + page.get("next").asLong()))
                        .get("deliveries"))
                .hasSize(1);
        assertThat(page.toString() + images(study))
                .doesNotContain(root.resolve("work").toString());

        JsonNode withdrawn = Server.json(server.post("deliveries/" + study + "/withdraw", quoted("{'note': true}")));
        assertThat(withdrawn.at("/there/disc/0").asText()).isEqualTo(first);
        while (server.disc().size() < 2) {
            Thread.sleep(50);
        }
        assertThat(count("deliveries/" + study + "/retry"))
                .as("what is rejected is not sent")
                .isZero();
        assertThat(count("deliveries/" + study + "/drop")).isPositive();
    }

    @Test
    void whatDoesNotApplyToADeliveryIsTold() throws IOException, InterruptedException {
        assertThat(server.get("deliveries/1.2.3").statusCode()).isEqualTo(404);
        assertThat(server.post("deliveries/1.2.3/accept", "{}").statusCode()).isEqualTo(404);
        assertThat(server.get("deliveries?state=gone").statusCode()).isEqualTo(422);
        assertThat(server.get("deliveries?limit=0").statusCode()).isEqualTo(400);
        assertThat(server.get("deliveries/1.2.3/accept").statusCode()).isEqualTo(405);
        String made =
                make("{'model': 'sd15', 'template': 'sc', 'prompt': 'x', 'num-inference-steps': 1, 'width': 64, 'height': 64}")
                        .get("id")
                        .asText();
        assertThat(Server.json(server.get("studies?limit=1"))
                        .at("/studies/0/id")
                        .asText())
                .isEqualTo(made);
        assertThat(server.post("studies/" + made + "/retry", "{}").statusCode()).isEqualTo(409);
    }

    private static JsonNode images(String uid) throws IOException, InterruptedException {
        return Server.json(server.get("deliveries/" + uid)).get("images");
    }

    private static String state(String image, String destination) throws IOException, InterruptedException {
        for (JsonNode delivery : images(image).get(0).get("deliveries")) {
            if (delivery.get("destination").asText().equals(destination)) {
                return delivery.get("state").asText();
            }
        }
        return "none";
    }

    private static int count(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = server.post(path, "{}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Server.json(answer).get("count").asInt();
    }

    @Test
    void aServerThatIsEndedOrKilledGoesOnWhereItWasAndOneWithATokenWantsToSeeIt() throws Exception {
        Path other = Files.createDirectory(root.resolve("other"));
        Path file = Files.writeString(root.resolve("token"), "0123456789abcdef0123\n");
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        String[] guard = {"--token-file", file.toString()};
        String wanted = quoted("{'model': 'sd15', 'template': 'sc', 'prompt': 'x', 'image': '" + ramp
                + "', 'strength': 1, 'num-inference-steps': STEPS, 'to': ['disc']}");
        String first;
        String second;
        try (Server ended = Server.start(other, guard)) {
            assertThat(ended.get("models").statusCode()).isEqualTo(401);
            changeDestinations(ended, other.resolve("destinations"));
            ended.show("0123456789abcdef0124");
            assertThat(ended.post(wanted).statusCode()).isEqualTo(401);
            ended.show("0123456789abcdef0123");
            first = Server.json(ended.post(wanted.replace("STEPS", "300")))
                    .get("id")
                    .asText();
            second = Server.json(ended.post(wanted.replace("STEPS", "1")))
                    .get("id")
                    .asText();
            awaitWork(ended);

            ended.process().destroy();
            ended.process().waitFor();

            assertThat(ended.studies()).isEmpty();
            assertThat(ended.uploads()).hasSize(2);
            assertThat(ended.err()).doesNotContain("0123456789abcdef", "Exception");
        }
        try (Server killed = Server.again(other, guard)) {
            awaitWork(killed);
            killed.process().destroyForcibly().waitFor();
            assertThat(killed.studies()).isNotEmpty();
        }
        try (Server last = Server.again(other, guard)) {
            last.show("0123456789abcdef0123");
            for (String id : List.of(first, second)) {
                List<JsonNode> states = last.states(id);
                assertThat(states.get(states.size() - 1).get("state").asText()).isEqualTo("written");
            }
            while (stored(last).size() < 2) {
                Thread.sleep(50);
            }

            assertThat(last.studies())
                    .hasSize(2)
                    .noneMatch(one -> one.getFileName().toString().startsWith("."));
            assertThat(last.uploads()).isEmpty();
            assertThat(last.disc()).hasSize(2);
            assertThat(stored(last)).allMatch(one -> one.get("attempts").asInt() == 1);
        }
    }

    private static JsonNode stored(Server asked) throws IOException, InterruptedException {
        return Server.json(asked.get("deliveries?state=stored")).get("deliveries");
    }

    private static void awaitWork(Server busy) throws IOException, InterruptedException {
        while (busy.studies().isEmpty()) {
            Thread.sleep(20);
        }
    }

    /** One that is made, tried out, changed, and forgotten. */
    private static void changeDestinations(Server guarded, Path allowed) throws IOException, InterruptedException {
        String folder = "{'directory': '" + allowed.resolve("disc") + "', 'accepts-synthetic': true, "
                + "'routes': {'tags': ['teaching']}}";
        assertThat(guarded.ask("PUT", "destinations/made", quoted(folder)).statusCode())
                .isEqualTo(201);
        HttpResponse<byte[]> shown = guarded.ask("GET", "destinations/made", "");
        assertThat(Server.json(shown).at("/settings/routes/tags/0").asText()).isEqualTo("teaching");
        JsonNode tried = Server.json(guarded.ask("POST", "destinations/made/test", "{}"));
        assertThat(tried.get("stored").asBoolean()).as(tried.toString()).isTrue();
        assertThat(allowed.resolve("disc")).isNotEmptyDirectory();
        assertThat(guarded.ask("PUT", "destinations/made", quoted("{'peer': 'A@127.0.0.1:1'}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(guarded.ask("POST", "destinations/made/test", "{}").statusCode())
                .isEqualTo(422);
        assertThat(guarded.ask("PUT", "destinations/made", quoted("{'directory': '/tmp'}"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(guarded.ask("PUT", "destinations/site", quoted("{'peer': 'A@127.0.0.1:1'}"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(guarded.ask("DELETE", "destinations/site", "").statusCode()).isEqualTo(409);
        assertThat(guarded.ask("DELETE", "destinations/made", "").statusCode()).isEqualTo(204);
        assertThat(guarded.ask("GET", "destinations/made", "").statusCode()).isEqualTo(404);
        assertThat(guarded.ask("POST", "destinations/site/test", "{}").statusCode())
                .isEqualTo(503);
    }

    @Test
    void destinationsAreShownAndWithoutATokenNotChanged() throws IOException, InterruptedException {
        JsonNode all = Server.json(server.get("destinations"));
        JsonNode refused = Server.json(server.ask("PUT", "destinations/mine", quoted("{'peer': 'A@127.0.0.1:1'}")));
        JsonNode paths = Server.json(server.get("openapi.json")).get("paths");

        assertThat(all.get("changeable").asBoolean()).isFalse();
        assertThat(all.get("destinations").findValuesAsText("name")).contains("site", "disc");
        assertThat(refused.get("status").asInt()).isEqualTo(403);
        assertThat(refused.get("remedy").asText()).contains("token-file");
        assertThat(server.ask("DELETE", "destinations/site", "").statusCode()).isEqualTo(403);
        assertThat(server.ask("POST", "destinations/disc/test", "{}").statusCode())
                .isEqualTo(403);
        assertThat(server.get("destinations/mine").statusCode()).isEqualTo(404);
        assertThat(paths.at("/~1api~1v1~1destinations~1{name}").size()).isEqualTo(3);
        assertThat(paths.has("/api/v1/destinations/{name}/test")).isTrue();
    }

    private static JsonNode make(String request) throws IOException, InterruptedException {
        JsonNode last = last(submit(request));
        assertThat(last.get("state").asText()).as(last.toString()).isEqualTo("written");
        return last;
    }

    private static String submit(String request) throws IOException, InterruptedException {
        JsonNode job = Server.json(server.post(quoted(request)));
        assertThat(job.has("id")).as(job.toString()).isTrue();
        return job.get("id").asText();
    }

    private static JsonNode last(String id) throws IOException, InterruptedException {
        List<JsonNode> states = server.states(id);
        return states.get(states.size() - 1);
    }

    private static GenerationRecord record(JsonNode job, int number) throws IOException, InterruptedException {
        HttpResponse<byte[]> dicom = server.get("studies/" + job.get("id").asText() + "/images/" + number + ".dcm");
        assertThat(dicom.statusCode()).isEqualTo(200);
        return Studies.record(Files.write(root.resolve("downloaded.dcm"), dicom.body()));
    }

    /** JSON with single quotes is easier to read in Java. */
    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
