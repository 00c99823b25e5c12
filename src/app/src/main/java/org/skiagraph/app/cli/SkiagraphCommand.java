package org.skiagraph.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program by its own name. */
@Command(
        name = "skiagraph",
        description = "Generates synthetic DICOM studies from a prompt, on premise. Not for diagnosis.",
        subcommands = {
            GenerateCommand.class,
            ServeCommand.class,
            CohortCommand.class,
            LesionCommand.class,
            SendCommand.class,
            EchoCommand.class,
            OutboxCommand.class,
            DestinationsCommand.class,
            WorklistCommand.class,
            InspectCommand.class,
            VerifyCommand.class,
            ReproduceCommand.class,
            KeysCommand.class,
            PromptCommand.class,
            ModelsCommand.class,
            TemplatesCommand.class,
            DoctorCommand.class,
            ConfigCommand.class,
            CompletionCommand.class
        })
final class SkiagraphCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    @Override
    public void run() {
        spec.commandLine().usage(Terminal.out());
    }
}
