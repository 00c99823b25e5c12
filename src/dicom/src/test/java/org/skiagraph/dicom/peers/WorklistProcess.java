package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiagraph.dicom.fixtures.Tool;

/** DCMTK's wlmscpfs on loopback, with the entries that a test writes. */
public final class WorklistProcess implements AutoCloseable {
    public static final String AE_TITLE = "WORKLIST";

    private final PeerProcess process;
    private final int port;

    private WorklistProcess(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param dumps entries as dcmdump shows them */
    public static WorklistProcess start(Path directory, List<String> dumps) {
        Path entries = directory.resolve(AE_TITLE);
        try {
            Files.createDirectories(entries);
            Files.createFile(entries.resolve("lockfile"));
            for (int i = 0; i < dumps.size(); i++) {
                Path dump = Files.writeString(directory.resolve(i + ".dump"), dumps.get(i));
                Tool.Result made = Tool.run(
                        "dump2dcm", dump.toString(), entries.resolve(i + ".wl").toString());
                if (made.exitCode() != 0) {
                    throw new IllegalStateException(made.output());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        int port = FreePort.find();
        List<String> command = List.of(
                "wlmscpfs", "--keep-char-set", "--data-files-path", directory.toString(), Integer.toString(port));
        return new WorklistProcess(PeerProcess.start(command, directory, port), port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
