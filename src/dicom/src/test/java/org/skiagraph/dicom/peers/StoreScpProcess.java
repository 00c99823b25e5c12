package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** DCMTK's storescp on loopback; it keeps what it receives in a directory. */
public final class StoreScpProcess implements AutoCloseable {
    public static final String AE_TITLE = "STORESCP";

    private final PeerProcess process;
    private final Path received;
    private final int port;

    private StoreScpProcess(PeerProcess process, Path received, int port) {
        this.process = process;
        this.received = received;
        this.port = port;
    }

    /** @param options storescp's own, such as "--refuse" */
    public static StoreScpProcess start(Path directory, String... options) {
        return startAt(FreePort.find(), directory, options);
    }

    /** The same at a port that somebody else knows. */
    public static StoreScpProcess startAt(int port, Path directory, String... options) {
        Path received = directory.resolve("received");
        try {
            Files.createDirectories(received);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(
                List.of("storescp", "--verbose", "--aetitle", AE_TITLE, "--output-directory", received.toString()));
        command.addAll(List.of(options));
        command.add(Integer.toString(port));
        return new StoreScpProcess(PeerProcess.start(command, directory, port), received, port);
    }

    /** "STORESCP@127.0.0.1:port" */
    public String address() {
        return AE_TITLE + "@127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** The files that it has stored. */
    public List<Path> received() {
        try (Stream<Path> files = Files.list(received)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many associations it has accepted. */
    public int associations() {
        return log().split("Association Acknowledged", -1).length - 1;
    }

    public String log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }
}
