package org.skiagraph.app.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** DCMTK's wlmscpfs on loopback. */
public final class WorklistScp implements AutoCloseable {
    public static final String AE_TITLE = "TESTRIS";

    private final Process process;
    private final Path log;
    private final int port;

    private WorklistScp(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** @param dumps entries as dcmdump shows them */
    public static WorklistScp start(Path directory, String... dumps) throws IOException, InterruptedException {
        Path entries = Files.createDirectories(directory.resolve(AE_TITLE));
        Files.createFile(entries.resolve("lockfile"));
        for (int i = 0; i < dumps.length; i++) {
            Path dump = Files.writeString(directory.resolve(i + ".dump"), dumps[i]);
            Process made = new ProcessBuilder(
                            "dump2dcm",
                            dump.toString(),
                            entries.resolve(i + ".wl").toString())
                    .inheritIO()
                    .start();
            if (made.waitFor() != 0) {
                throw new IllegalStateException("dump2dcm does not take entry " + i);
            }
        }
        Path log = directory.resolve("log");
        int port = freePort();
        Process process = new ProcessBuilder(
                        List.of("wlmscpfs", "-v", "-csk", "-dfp", directory.toString(), Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        WorklistScp scp = new WorklistScp(process, log, port);
        scp.awaitConnections();
        return scp;
    }

    /** "TESTRIS@127.0.0.1:port" */
    public String address() {
        return AE_TITLE + "@127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** How often somebody has asked it for an association. */
    public long associations() throws IOException {
        return Files.readString(log)
                .lines()
                .filter(line -> line.contains("-> " + AE_TITLE))
                .count();
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
        throw new IllegalStateException("wlmscpfs ended with " + process.exitValue());
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
