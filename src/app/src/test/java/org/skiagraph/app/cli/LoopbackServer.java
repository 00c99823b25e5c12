package org.skiagraph.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A program of others that listens on loopback until it is closed. */
record LoopbackServer(Process process, int port) implements AutoCloseable {

    /** Starts it, and waits until it listens. */
    static LoopbackServer start(ProcessBuilder command, int port) throws IOException, InterruptedException {
        LoopbackServer server =
                new LoopbackServer(command.redirectErrorStream(true).start(), port);
        server.awaitConnections();
        return server;
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
        throw new IllegalStateException(
                process.info().command().orElse("the server") + " ended with " + process.exitValue());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
