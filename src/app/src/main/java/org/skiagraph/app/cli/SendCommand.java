package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.studies.Destination;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.network.Peer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends studies that were made earlier. */
@Command(name = "send", description = "Send generated studies to one or many DICOM peers (C-STORE).")
final class SendCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or directories to search for *.dcm.")
    List<Path> paths;

    @Option(names = "--to", required = true, paramLabel = "AET@host:port", description = "May be repeated.")
    List<String> destinations;

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        String calling = wiring.settings().aeTitle();
        List<Peer> peers = destinations.stream()
                .map(text -> Destination.parse("to", text, calling))
                .toList();
        List<Path> files = Delivery.files(paths);
        List<Delivery.Report> reports = send(files, peers);
        ExitCode code = DeliveryReport.exitCode(reports);
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", code.word());
            document.set("deliveries", DeliveryReport.tree(reports));
            Terminal.print(document);
        } else {
            DeliveryReport.print(reports);
        }
        return code.code();
    }

    private List<Delivery.Report> send(List<Path> files, List<Peer> peers) {
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            return wiring.delivery().send(files, peers, progress);
        }
    }
}
