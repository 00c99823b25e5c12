package org.skiagraph.dicom.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** DCMTK's dcmqrscp: an archive that answers C-FIND, C-GET and C-MOVE to anybody, and knows nowhere to move to. */
public final class ArchiveProcess implements AutoCloseable {
    public static final String AE_TITLE = "ARCHIVE";

    private final PeerProcess process;
    private final int port;

    private ArchiveProcess(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    public static ArchiveProcess start(Path directory) {
        int port = FreePort.find();
        Path configuration = directory.resolve("dcmqrscp.cfg");
        try {
            Path images = Files.createDirectories(directory.resolve("images"));
            Files.writeString(configuration, """
                    NetworkTCPPort = %d
                    MaxPDUSize = 16384
                    MaxAssociations = 16
                    HostTable BEGIN
                    HostTable END
                    VendorTable BEGIN
                    VendorTable END
                    AETable BEGIN
                    %s %s RW (10, 64mb) ANY
                    AETable END
                    """.formatted(port, AE_TITLE, images));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = List.of("dcmqrscp", "--config", configuration.toString());
        return new ArchiveProcess(PeerProcess.start(command, directory, port), port);
    }

    /** "ARCHIVE@127.0.0.1:port" */
    public String address() {
        return AE_TITLE + "@127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
