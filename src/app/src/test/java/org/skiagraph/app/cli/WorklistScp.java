package org.skiagraph.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** DCMTK's wlmscpfs on loopback. */
public final class WorklistScp implements AutoCloseable {
    public static final String AE_TITLE = "TESTRIS";

    private final LoopbackServer server;
    private final Path log;

    private WorklistScp(LoopbackServer server, Path log) {
        this.server = server;
        this.log = log;
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
        int port = LoopbackServer.freePort();
        ProcessBuilder command = new ProcessBuilder(
                        "wlmscpfs", "-v", "-csk", "-dfp", directory.toString(), Integer.toString(port))
                .redirectOutput(log.toFile());
        return new WorklistScp(LoopbackServer.start(command, port), log);
    }

    /** "TESTRIS@127.0.0.1:port" */
    public String address() {
        return AE_TITLE + "@127.0.0.1:" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** How often somebody has asked it for an association. */
    public long associations() throws IOException {
        return Files.readString(log)
                .lines()
                .filter(line -> line.contains("-> " + AE_TITLE))
                .count();
    }

    @Override
    public void close() {
        server.close();
    }
}
