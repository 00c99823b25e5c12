package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.network.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks a peer whether it is there. */
@Command(name = "echo", description = "Ask a DICOM peer whether it answers (C-ECHO).")
final class EchoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "AET@host:port", description = "The peer.")
    String destination;

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        Peer peer = Destination.parse("echo", destination, wiring.settings().aeTitle());
        Duration took = wiring.scu().echo(peer);
        if (output.json) {
            Terminal.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("outcome", ExitCode.DONE.word())
                    .put("peer", peer.toString())
                    .put("milliseconds", took.toMillis()));
        } else {
            Terminal.out().println(peer.toString() + " answered in " + took.toMillis() + " ms");
        }
        return ExitCode.DONE.code();
    }
}
