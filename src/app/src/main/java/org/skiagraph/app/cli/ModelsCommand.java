package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import org.skiagraph.app.documents.ModelTree;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.diffusion.bundle.Bundles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Models on disk. */
@Command(
        name = "models",
        description = "List, show, import and verify models.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ModelsImportCommand.class, ModelsVerifyCommand.class})
final class ModelsCommand extends GroupCommand {
    @Inject
    Wiring wiring;

    @Command(name = "list", description = "Models on the search path.")
    int list(@Mixin OutputMode output) {
        List<Bundles.Listing> found = wiring.bundles().list();
        if (output.json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            ArrayNode rows = document.putArray("models");
            found.forEach(listing -> rows.addObject()
                    .put("name", listing.name())
                    .put("directory", listing.directory().toString())
                    .put("manifest", listing.hasManifest()));
            Terminal.print(document);
            return ExitCode.DONE.code();
        }
        found.forEach(listing -> Terminal.out()
                .println(listing.name() + "  " + listing.directory()
                        + (listing.hasManifest() ? "" : "  (without bundle.yaml)")));
        if (found.isEmpty()) {
            Terminal.err().println("no model under " + wiring.settings().modelPath());
        }
        return ExitCode.DONE.code();
    }

    @Command(name = "show", description = "All that is known of a model.")
    int show(
            @Parameters(paramLabel = "NAME", description = "Name, or directory.") String name,
            @Mixin OutputMode output) {
        ObjectNode tree = ModelTree.of(wiring.bundles().load(name));
        if (output.json) {
            Terminal.print(tree);
        } else {
            TreeText.print(tree, Terminal.out());
        }
        return ExitCode.DONE.code();
    }
}
