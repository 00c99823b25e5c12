package org.skiagraph.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** DCMTK's storescp on loopback, taking every transfer syntax that it knows. */
public final class StoreScp implements AutoCloseable {
    private final Path received;
    private final int port;
    private final Process process;

    private StoreScp(Path received, int port, Process process) {
        this.received = received;
        this.port = port;
        this.process = process;
    }

    public static StoreScp start(Path received) throws IOException, InterruptedException {
        return start(received, freePort());
    }

    public static StoreScp start(Path received, int port) throws IOException, InterruptedException {
        Files.createDirectories(received);
        Process process = new ProcessBuilder("storescp", "+xa", "-od", received.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        StoreScp scp = new StoreScp(received, port, process);
        scp.awaitConnections();
        return scp;
    }

    public int port() {
        return port;
    }

    public String destination() {
        return "STORESCP@127.0.0.1:" + port;
    }

    public List<Path> received() throws IOException {
        try (Stream<Path> files = Files.list(received)) {
            return files.sorted().toList();
        }
    }

    private void awaitConnections() throws InterruptedException {
        while (process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("storescp ended with " + process.exitValue());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
