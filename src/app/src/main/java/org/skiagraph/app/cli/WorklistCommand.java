package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.network.WorklistAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Orders of a synthetic modality worklist. */
@Command(
        name = "worklist",
        description = "Orders of a synthetic modality worklist: list, answer.",
        subcommands = WorklistAnswerCommand.class)
final class WorklistCommand extends GroupCommand {
    @Inject
    Wiring wiring;

    @Command(name = "list", description = "The entries of a worklist under skiagraph.worklists that is synthetic.")
    int list(
            @Parameters(paramLabel = "NAME", description = "The worklist.") String name,
            @Mixin WorklistOptions which,
            @Mixin OutputMode output) {
        WorklistAnswers answers = wiring.orders(name).find(which.query());
        WorklistReport.warn(answers);
        if (output.json) {
            Terminal.print(WorklistReport.tree(answers));
        } else {
            WorklistReport.print(answers);
        }
        return ExitCode.DONE.code();
    }
}
