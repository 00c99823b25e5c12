package org.skiagraph.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shell completion. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh: source <(skiagraph completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Terminal.out().print(AutoComplete.bash("skiagraph", spec.root().commandLine()));
        return ExitCode.DONE.code();
    }
}
