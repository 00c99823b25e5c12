package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.DestinationTrial;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.app.studies.StudyRequest.Storage;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.graph.RuntimeSettings;
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
        DestinationTrial.Result result = wiring.destinationTrial(object()).run(destination);
        ExitCode code = result.stored() ? ExitCode.DONE : ExitCode.UNAVAILABLE;
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("outcome", code.word())
                    .put("stored", result.stored())
                    .put("sopInstanceUid", result.sopInstanceUid())
                    .put("detail", result.detail());
            result.echo().ifPresent(took -> document.put("echoMilliseconds", took.toMillis()));
            Terminal.print(document);
        } else {
            result.echo().ifPresent(took -> Terminal.out().println(name + " answered in " + took.toMillis() + " ms"));
            Terminal.out().println("test object " + result.sopInstanceUid() + ": " + result.detail());
        }
        return code.code();
    }

    /** One step of the usual model: what the picture shows does not matter. */
    private StudyRequest object() {
        Settings settings = wiring.settings();
        return new StudyRequest(
                new Prompt(Optional.of("test object"), Optional.empty(), LongPrompt.TRUNCATE, WeightSyntax.OFF),
                settings.model(),
                settings.template(),
                new Sampling(
                        Optional.of(1),
                        new Guidance(Optional.empty(), Optional.empty(), 0, 1),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        PriorChoice.DEFAULT,
                        Optional.of(0L)),
                new Picture(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), 1, 0),
                Inputs.NONE,
                new Labels(Optional.of("TEST^OBJECT"), Optional.empty(), Optional.of("Test object, delete at will")),
                new Storage(
                        new PixelSettings(settings.bitsStored(), settings.transferSyntax(), true),
                        settings.previewBits()),
                new RuntimeSettings(settings.provider(), settings.threads(), 0),
                settings.out());
    }
}
