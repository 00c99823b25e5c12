package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** DCMTK's storescp on loopback, taking every transfer syntax that it knows. */
public final class StoreScp implements AutoCloseable {
    private final Path received;
    private final LoopbackServer server;

    private StoreScp(Path received, LoopbackServer server) {
        this.received = received;
        this.server = server;
    }

    public static StoreScp start(Path received) throws IOException, InterruptedException {
        return start(received, LoopbackServer.freePort());
    }

    public static StoreScp start(Path received, int port) throws IOException, InterruptedException {
        Files.createDirectories(received);
        ProcessBuilder command = new ProcessBuilder(
                        "storescp", "+xa", "-od", received.toString(), Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return new StoreScp(received, LoopbackServer.start(command, port));
    }

    public int port() {
        return server.port();
    }

    public String destination() {
        return "STORESCP@127.0.0.1:" + server.port();
    }

    public List<Path> received() throws IOException {
        try (Stream<Path> files = Files.list(received)) {
            return files.sorted().toList();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
