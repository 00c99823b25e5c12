package org.skiagraph.app.cli;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.skiagraph.app.config.Home;
import org.skiagraph.app.config.SettingsFiles;
import org.skiagraph.app.rest.Served;
import org.skiagraph.domain.Failure;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Runs one command in the framework and gives its exit code back. */
public final class CommandLineApplication implements QuarkusApplication {
    @Inject
    IFactory factory;

    @ConfigProperty(name = "quarkus.application.version")
    String version;

    @ConfigProperty(name = "skiagraph.state")
    Optional<Path> state;

    /** What has to be known before the framework starts: settings files, and whether to listen. Ends where one is wrong. */
    public static void prepare(String... args) {
        Interruption.watch();
        try {
            SettingsFiles.load(Home.find(), Path.of(""));
            ServeOptions.in(args).map(ServeOptions::read).ifPresentOrElse(Served::announce, Served::none);
        } catch (Failure e) {
            int code = new FailureHandler(Home.stateDirectory())
                    .report(e, List.of(args).contains(OutputMode.JSON));
            Interruption.finished();
            System.exit(code);
        }
    }

    @Override
    public int run(String... args) {
        try {
            return commandLine().execute(args);
        } catch (Error e) {
            return new FailureHandler(Home.stateDirectory())
                    .report(e, List.of(args).contains(OutputMode.JSON));
        } finally {
            Interruption.finished();
        }
    }

    private FailureHandler failures() {
        return new FailureHandler(state.orElseGet(Home::stateDirectory));
    }

    private CommandLine commandLine() {
        FailureHandler failures = failures();
        CommandLine command = new CommandLine(new SkiagraphCommand(), factory)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setOut(writer(Terminal.out()))
                .setErr(writer(Terminal.err()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
        command.getCommandSpec().versionProvider(() -> new String[] {"skiagraph " + version});
        Numbers.register(command);
        HelpOption.addTo(command);
        return command;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
