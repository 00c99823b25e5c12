package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.diffusion.bundle.BundleImport;
import org.skiagraph.diffusion.bundle.Families;
import org.skiagraph.diffusion.bundle.ImportRequest;
import org.skiagraph.graph.Graphs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle of an exported model. */
@Command(
        name = "import",
        description = "Make a bundle of an exported model: infer what it does not say, run each graph once, hash every"
                + " file.")
final class ModelsImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR|ZIP", description = "The model's directory, or a ZIP file of it.")
    Path source;

    @Option(names = "--name", paramLabel = "NAME", description = "What the bundle is called.")
    String name;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Directory of bundles; without it the first of the model path that can be written.")
    Path into;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            description = "Family, where nothing tells it: stable-diffusion, monai-ldm, medfusion, ...")
    String family;

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        Optional<String> chosen = Optional.ofNullable(family);
        chosen.ifPresent(ModelsImportCommand::requireKnown);
        ImportRequest request = new ImportRequest(source, Optional.ofNullable(name), Optional.ofNullable(into), chosen);
        BundleImport done;
        try (Graphs graphs = wiring.graphs();
                ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            done = wiring.imports(graphs).run(request, progress);
        }
        ImportReport report = new ImportReport(done);
        if (output.json) {
            Terminal.print(report.tree());
        } else {
            report.print();
        }
        return ExitCode.DONE.code();
    }

    private static void requireKnown(String family) {
        if (!Families.names().contains(family)) {
            throw new org.skiagraph.domain.Rejected(
                    "family",
                    "'" + family + "' is none of the families that are known",
                    "Give one of " + Families.names());
        }
    }
}
