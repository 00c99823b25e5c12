package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server process of a test: started, waited for, and ended with it. */
public final class PeerProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private PeerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a command and waits until something listens on a port of loopback. */
    public static PeerProcess start(List<String> command, Path directory, int port) {
        try {
            Files.createDirectories(directory);
            Path log = directory.resolve("peer.log");
            PeerProcess peer = new PeerProcess(
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
            peer.awaitPort(port, command);
            return peer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command + "; ./deploy/check installs it", e);
        }
    }

    /** What it has printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPort(int port, List<String> command) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException(command + " did not start to listen:\n" + log());
            }
            pause();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
