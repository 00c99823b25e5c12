package org.skiagraph.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** DCMTK's dcmqrscp on loopback: it answers to anybody, and moves images to one title. */
final class Archive implements AutoCloseable {
    private final Process process;
    private final int port;

    private Archive(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param movePort where it believes SKIAGRAPH to listen */
    static Archive start(Path directory, int movePort) throws IOException, InterruptedException {
        int port = freePort();
        Path images = Files.createDirectories(directory.resolve("images"));
        Path configuration =
                Files.writeString(directory.resolve("dcmqrscp.cfg"), """
                NetworkTCPPort = %d
                MaxPDUSize = 16384
                MaxAssociations = 16
                HostTable BEGIN
                us = (SKIAGRAPH, 127.0.0.1, %d)
                HostTable END
                VendorTable BEGIN
                VendorTable END
                AETable BEGIN
                ARCHIVE %s RW (10, 64mb) ANY
                AETable END
                """.formatted(port, movePort, images));
        Process process = new ProcessBuilder("dcmqrscp", "--config", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Archive archive = new Archive(process, port);
        archive.awaitConnections();
        return archive;
    }

    String peer() {
        return "ARCHIVE@127.0.0.1:" + port;
    }

    void take(Path file) throws IOException, InterruptedException {
        Process sent = new ProcessBuilder(
                        "storescu", "-aec", "ARCHIVE", "127.0.0.1", Integer.toString(port), file.toString())
                .inheritIO()
                .start();
        if (sent.waitFor() != 0) {
            throw new IllegalStateException("storescu ended with " + sent.exitValue());
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
        throw new IllegalStateException("dcmqrscp ended with " + process.exitValue());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
