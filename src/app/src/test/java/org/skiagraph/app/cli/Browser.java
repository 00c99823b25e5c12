package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real Chromium without a window, told what to do by the Chrome DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> COMMAND = List.of(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--window-size=1280,1000",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--remote-debugging-port=0");

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
        List.of("Runtime", "Log", "Network", "Page", "DOM").forEach(domain -> call(domain + ".enable"));
    }

    /** @param profile a directory of its own */
    static Browser start(Path profile) throws IOException, InterruptedException {
        List<String> words = new java.util.ArrayList<>(COMMAND);
        words.add("--user-data-dir=" + profile);
        words.add("about:blank");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        Instant end = Instant.now().plus(PATIENCE);
        while (Files.notExists(port) || Files.readAllLines(port).isEmpty()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("chromium did not start");
            }
            Thread.sleep(50);
        }
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        String pages = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .body();
        for (JsonNode page : JSON.readTree(pages)) {
            if (page.get("type").asText().equals("page")) {
                return new Browser(
                        process, URI.create(page.get("webSocketDebuggerUrl").asText()));
            }
        }
        throw new IllegalStateException("chromium has no page");
    }

    void open(String url) {
        call("Page.navigate", "url", url);
    }

    /** The value of an expression, promises awaited. */
    JsonNode evaluate(String expression) {
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true);
        JsonNode answer = call("Runtime.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    /** Waits until an expression is true. */
    void await(String expression) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("never became true: " + expression + "; the page says "
                        + evaluate("document.body.innerText").asText());
            }
            Thread.sleep(50);
        }
    }

    /** Types into what has the focus. */
    void type(String text) {
        call("Input.insertText", "text", text);
    }

    /** On what has the focus. */
    void pressEnter() {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("type", type)
                            .put("key", "Enter")
                            .put("code", "Enter")
                            .put("text", type.equals("keyDown") ? "\r" : "")
                            .put("windowsVirtualKeyCode", 13));
        }
    }

    void click(String selector) {
        JsonNode place = evaluate("(() => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect();"
                + " return {x: b.x + b.width / 2, y: b.y + b.height / 2}; })()");
        drag(place.get("x").asDouble(), place.get("y").asDouble(), 0, 0);
    }

    /** Presses the mouse button at a place, and lets it go elsewhere. */
    void drag(double x, double y, double right, double down) {
        mouse("mousePressed", x, y);
        if (right != 0 || down != 0) {
            mouse("mouseMoved", x + right / 2, y + down / 2);
            mouse("mouseMoved", x + right, y + down);
        }
        mouse("mouseReleased", x + right, y + down);
    }

    private void mouse(String type, double x, double y) {
        call(
                "Input.dispatchMouseEvent",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", type)
                        .put("x", x)
                        .put("y", y)
                        .put("button", "left")
                        .put("buttons", 1)
                        .put("clickCount", 1));
    }

    /** Chooses a file, as the dialog of a file input does. */
    void choose(String selector, Path file) {
        int root = call("DOM.getDocument").at("/root/nodeId").asInt();
        int node = call(
                        "DOM.querySelector",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("nodeId", root)
                                .put("selector", selector))
                .get("nodeId")
                .asInt();
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("nodeId", node);
        parameters.putArray("files").add(file.toString());
        call("DOM.setFileInputFiles", parameters);
    }

    /** Addresses that the page asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Errors and warnings of the console, and what no one caught. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void forgetComplaints() {
        complaints.clear();
    }

    private JsonNode call(String method) {
        return call(method, JsonNodeFactory.instance.objectNode());
    }

    private JsonNode call(String method, String name, String value) {
        return call(method, JsonNodeFactory.instance.objectNode().put(name, value));
    }

    private JsonNode call(String method, ObjectNode parameters) {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void hear(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new AssertionError(message.get("error").toString()));
            } else {
                answer.complete(message.get("result"));
            }
            return;
        }
        JsonNode parameters = message.get("params");
        switch (message.get("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(parameters.at("/request/url").asText());
            case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
            case "Runtime.consoleAPICalled" ->
                complaints.add(parameters.get("args").toString());
            case "Log.entryAdded" -> complaints.add(parameters.at("/entry/text").asText());
            default -> {}
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                try {
                    hear(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Asked to, it takes away what it has put into its profile. */
    @Override
    public void close() {
        call("Browser.close");
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
