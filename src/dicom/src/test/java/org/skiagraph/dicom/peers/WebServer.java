package org.skiagraph.dicom.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A web server on loopback that answers as it is told, for the answers that no PACS at hand gives. */
public final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Responder responder;

    /** @param authorization or "" */
    public record Request(String path, String contentType, String authorization, byte[] body) {
        /** How many files the body holds. */
        public int parts() {
            return text().split("Content-Type: application/dicom\r\n\r\n", -1).length - 1;
        }

        /** The SOP Instance UIDs in the file meta information, (0002,0003). */
        public List<String> sopInstanceUids() {
            Matcher matcher = Pattern.compile("\u0002\u0000\u0003\u0000UI.\u0000([0-9.]+)")
                    .matcher(text());
            return matcher.results().map(result -> result.group(1)).collect(Collectors.toList());
        }

        private String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** @param body or "" */
    public record Response(int status, Map<String, String> headers, String body) {
        public static Response of(int status) {
            return new Response(status, Map.of(), "");
        }

        public static Response json(int status, String body) {
            return new Response(status, Map.of("Content-Type", "application/dicom+json"), body);
        }
    }

    /** Answers; null closes the connection without an answer. */
    @FunctionalInterface
    public interface Responder {
        Response respond(Request request, int number);
    }

    private WebServer(HttpServer server, Responder responder) {
        this.server = server;
        this.responder = responder;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static WebServer start(Responder responder) {
        try {
            return new WebServer(HttpServer.create(anyPort(), 0), responder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TLS, with certificates of clients wanted. */
    public static WebServer startEncrypted(SSLContext context, Responder responder) {
        try {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                    wanted.setNeedClientAuth(true);
                    parameters.setSSLParameters(wanted);
                }
            });
            return new WebServer(server, responder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    String.valueOf(exchange.getRequestHeaders()
                            .getOrDefault("Authorization", List.of(""))
                            .get(0)),
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            Response response = responder.respond(request, requests.size());
            if (response == null) {
                return;
            }
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
