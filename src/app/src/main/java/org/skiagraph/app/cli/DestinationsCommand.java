package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import org.skiagraph.app.documents.TrialTree;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.DestinationTrial;
import org.skiagraph.app.wiring.Wiring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a site sends to. */
@Command(name = "destinations", description = "The places that studies are sent to: list, test.")
final class DestinationsCommand extends GroupCommand {
    @Inject
    Wiring wiring;

    @Command(name = "list", description = "What is configured under skiagraph.destinations.")
    int list(@Mixin OutputMode output) {
        List<Destination> all = wiring.destinations().all();
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode rows = document.putArray("destinations");
            all.forEach(one -> rows.addObject()
                    .put("name", one.name())
                    .put("target", one.target().toString())
                    .put("acceptsSynthetic", one.acceptsSynthetic()));
            Terminal.print(document);
        } else {
            all.forEach(one -> Terminal.out()
                    .println(one.name() + "  " + one.target()
                            + (one.acceptsSynthetic() ? "" : "  (not for synthetic)")));
        }
        return ExitCode.DONE.code();
    }

    @Command(name = "test", description = "Ask a destination whether it answers, and store a marked test object there.")
    int test(@Parameters(paramLabel = "NAME", description = "The destination.") String name, @Mixin OutputMode output) {
        Destination destination = wiring.destinations().named(name);
        DestinationTrial.Result result = wiring.destinationTrial().run(destination);
        ExitCode code = result.stored() ? ExitCode.DONE : ExitCode.UNAVAILABLE;
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("outcome", code.word());
            Terminal.print(document.setAll(TrialTree.of(result)));
        } else {
            result.echo().ifPresent(took -> Terminal.out().println(name + " answered in " + took.toMillis() + " ms"));
            Terminal.out().println("test object " + result.sopInstanceUid() + ": " + result.detail());
        }
        return code.code();
    }
}
