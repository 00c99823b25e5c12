package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program, serving on a free port of loopback, with the tiny bundles of every family as its models. */
final class Server implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path root;
    private final Process process;
    private final String url;
    private String token = "";

    private Server(Path root, Process process, String url) {
        this.root = root;
        this.process = process;
        this.url = url;
    }

    /**
     * @param root an empty directory: the server works in work/, with models/ and adapters/ beside it, and knows the
     *     destinations disc (a folder beside it), site and broken (nobody answers) and clinical (not for synthetic objects)
     */
    static Server start(Path root, String... more) throws IOException, InterruptedException {
        Files.writeString(Files.createDirectory(root.resolve("work")).resolve("skiagraph.yaml"), """
                skiagraph:
                  outbox-reserve: 1M
                  destination-path: %s
                  destinations:
                    site: {peer: "SITE@127.0.0.1:1", accepts-synthetic: true}
                    disc: { directory: %s, accepts-synthetic: true }
                    broken: { peer: "NOBODY@127.0.0.1:1", accepts-synthetic: true }
                    clinical: { peer: "CLINICAL@127.0.0.1:1" }
                """.formatted(
                        Files.createDirectory(root.resolve("destinations")), root.resolve("disc")));
        Path adapters = Files.createDirectory(root.resolve("adapters"));
        Files.copy(Path.of(References.lora("lora-diffusers.safetensors")), adapters.resolve("style.safetensors"));
        Files.createDirectory(root.resolve("temporary"));
        models(root);
        return again(root, more);
    }

    /** Another one where one was before. */
    static Server again(Path root, String... more) throws IOException, InterruptedException {
        Skiagraph program = new Skiagraph(root.resolve("work"))
                .with("SKIAGRAPH_MODEL_PATH", root.resolve("models").toString())
                .with("SKIAGRAPH_ADAPTER_PATH", root.resolve("adapters").toString())
                .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + root.resolve("temporary"));
        List<String> words = new ArrayList<>(List.of("serve", "--port", "0"));
        words.addAll(List.of(more));
        Process process = program.start(List.of(), words.toArray(String[]::new));
        Path out = root.resolve("work.out");
        while (!Files.readString(out).contains("Ctrl-C")) {
            if (!process.isAlive()) {
                throw new IllegalStateException(program.err());
            }
            Thread.sleep(50);
        }
        String url = Files.readString(out)
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("Page:", "")
                .strip();
        return new Server(root, process, url);
    }

    private static void models(Path root) throws IOException {
        Path models = Files.createDirectory(root.resolve("models"));
        Path references = Path.of(References.bundle("sd15")).getParent().getParent();
        try (Stream<Path> systems = Files.list(references)) {
            for (Path system : systems.filter(one -> Files.isDirectory(one.resolve("bundle")))
                    .toList()) {
                copy(system.resolve("bundle"), models.resolve(system.getFileName()));
            }
        }
        // MAM-E's manifest over tiny graphs.
        Path mammograms = models.resolve("mammograms");
        copy(references.resolve("sd15/bundle"), mammograms);
        Files.writeString(
                mammograms.resolve("bundle.yaml"),
                "family: mam-e\nimage: {width: 64, height: 64, fieldOfViewMm: 180}\ntemplates: [mg-cc-l]\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    String url() {
        return url;
    }

    /** What is in the directory that studies are written into, hidden folders included. */
    List<Path> studies() throws IOException {
        return list(root.resolve("work/studies"));
    }

    /** Where pictures are kept whose studies are not made yet. */
    List<Path> uploads() throws IOException {
        return list(root.resolve("work.state/skiagraph/outbox/pictures"));
    }

    /** Files that were delivered to the destination disc. */
    List<Path> disc() throws IOException {
        if (Files.notExists(root.resolve("disc"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root.resolve("disc"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9.]+\\.dcm"))
                    .toList();
        }
    }

    /** Shows a token from now on. */
    void show(String given) {
        token = given;
    }

    private static List<Path> list(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Everything that it has said on standard error. */
    String err() throws IOException {
        return Files.readString(root.resolve("work.err"));
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    HttpResponse<byte[]> post(String body) throws IOException, InterruptedException {
        return post("studies", body);
    }

    HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** With the token of the tests. */
    HttpResponse<byte[]> ask(String method, String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer 0123456789abcdef0123")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "api/v1/" + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    /** Each state of a study, as it is told, until it has ended. */
    List<JsonNode> states(String id) throws IOException, InterruptedException {
        List<JsonNode> states = new ArrayList<>();
        HttpRequest request = request("studies/" + id + "/events").build();
        for (String line : HTTP.send(request, BodyHandlers.ofLines()).body().toList()) {
            if (line.startsWith("data:")) {
                states.add(JSON.readTree(line.substring("data:".length())));
            }
        }
        return states;
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
