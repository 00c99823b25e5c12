package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.diffusion.bundle.Bundles;
import org.skiagraph.diffusion.bundle.ModelBundle;
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
        ObjectNode tree = tree(wiring.bundles().load(name));
        if (output.json) {
            Terminal.print(tree);
        } else {
            TreeText.print(tree, Terminal.out());
        }
        return ExitCode.DONE.code();
    }

    private static ObjectNode tree(ModelBundle bundle) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("name", bundle.name())
                .put("version", bundle.version())
                .put("title", bundle.details().title())
                .put("licence", bundle.details().licence())
                .put("attribution", bundle.details().attribution())
                .put("family", bundle.family())
                .put("directory", bundle.directory().toString())
                .put("digest", bundle.digest())
                .put("card", bundle.details().card().map(Path::toString).orElse(""));
        tree.set("image", image(bundle));
        tree.set("latent", latent(bundle));
        tree.set("defaults", defaults(bundle));
        tree.set("scheduler", JsonValues.tree(bundle.scheduler()));
        tree.set("templates", JsonValues.tree(bundle.details().templates()));
        tree.set("inferred", JsonValues.tree(bundle.notes()));
        return tree;
    }

    private static ObjectNode image(ModelBundle bundle) {
        var image = bundle.image();
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("width", image.width())
                .put("height", image.height())
                .put("colour", image.colour())
                .put("stretchPerImage", image.stretchPerImage());
        image.fieldOfViewMm().ifPresent(field -> tree.put("fieldOfViewMm", field));
        return tree;
    }

    private static ObjectNode latent(ModelBundle bundle) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("channels", bundle.latent().channels())
                .put("scale", bundle.latent().scale())
                .put("shift", bundle.latent().shift())
                .put("sidesDivideBy", bundle.latent().factor() * bundle.latent().multiple());
    }

    private static ObjectNode defaults(ModelBundle bundle) {
        var defaults = bundle.defaults();
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("numInferenceSteps", defaults.numInferenceSteps())
                .put("guidanceScale", defaults.guidanceScale())
                .put("guidanceRescale", defaults.guidanceRescale());
        defaults.negativePrompt().ifPresent(text -> tree.put("negativePrompt", text));
        return tree;
    }
}
