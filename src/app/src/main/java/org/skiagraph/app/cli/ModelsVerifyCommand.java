package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.diffusion.bundle.Fingerprints;
import org.skiagraph.diffusion.bundle.Fingerprints.Comparison;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.graph.Graphs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Whether a model is what it was. */
@Command(
        name = "verify",
        description = "Compare every file with the SHA-256 in the manifest, and each graph's answer to known noise"
                + " with the fingerprint.")
final class ModelsVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name, or directory.")
    String name;

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        ModelBundle bundle = wiring.bundles().load(name);
        wiring.bundles().verify(bundle);
        Optional<Comparison> comparison;
        try (Graphs graphs = wiring.graphs();
                ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            comparison = Fingerprints.compare(bundle, graphs, progress);
        }
        if (output.json) {
            Terminal.print(tree(bundle, comparison));
            return ExitCode.DONE.code();
        }
        Terminal.out().println(bundle.name() + " " + bundle.version() + ": every file is as its manifest says");
        Terminal.out().println(comparison.map(ModelsVerifyCommand::line).orElseGet(() -> untold(bundle)));
        return ExitCode.DONE.code();
    }

    private static String line(Comparison comparison) {
        return String.format(
                java.util.Locale.ROOT,
                "%d graphs answer known noise as they did when the model was imported; the largest of %d outputs' "
                        + "deviations is %.1f %% of what is tolerated (%s)",
                comparison.graphs(),
                comparison.outputs(),
                100 * comparison.worst(),
                comparison.worstAt());
    }

    private static String untold(ModelBundle bundle) {
        return "No graph was run: there is no " + Fingerprints.FILE + ". To make one, run 'skiagraph models import "
                + ShellWords.quote(bundle.directory().toString()) + " --name NAME'";
    }

    private static ObjectNode tree(ModelBundle bundle, Optional<Comparison> comparison) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", ExitCode.DONE.word())
                .put("name", bundle.name())
                .put("digest", bundle.digest());
        comparison.ifPresent(found -> tree.putObject("fingerprint")
                .put("graphs", found.graphs())
                .put("outputs", found.outputs())
                .put("worstShareOfTolerance", found.worst())
                .put("worstAt", found.worstAt()));
        if (comparison.isEmpty()) {
            tree.putNull("fingerprint");
        }
        return tree;
    }
}
