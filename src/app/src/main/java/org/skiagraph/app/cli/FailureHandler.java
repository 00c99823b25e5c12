package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.failures.TraceLog;
import org.skiagraph.domain.Failure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever went wrong into one line on stderr (and one JSON document, if asked) and an exit code. */
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Path stateDirectory;

    /** @param stateDirectory where the trace of an unexpected failure is written */
    FailureHandler(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        return report(exception, parsed.originalArgs().contains(OutputMode.JSON), command.getCommandSpec());
    }

    @Override
    public int handleParseException(ParameterException exception, String[] args) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        Failure failure = Failures.in(exception).orElseGet(() -> UsageFailures.of(exception));
        return report(failure, List.of(args).contains(OutputMode.JSON), command);
    }

    int report(Throwable thrown, boolean json) {
        return report(thrown, json, CommandSpec.create());
    }

    /** @param command whose options are written with their dashes */
    private int report(Throwable thrown, boolean json, CommandSpec command) {
        if (thrown instanceof SeriesStopped stopped) {
            Terminal.err().println(stopped.getMessage());
            return report(stopped.getCause(), json, command, stopped.finished());
        }
        return report(thrown, json, command, JsonNodeFactory.instance.objectNode());
    }

    /** @param more what else the document tells */
    private int report(Throwable thrown, boolean json, CommandSpec command, ObjectNode more) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        if (thrown instanceof CancellationException) {
            String line = "cancelled; nothing half-made was left behind";
            return tell(ExitCode.CANCELLED, line, json, more.set("failure", details));
        }
        Failure failure = Failures.in(thrown).orElseGet(() -> Failures.unexpected(thrown));
        ExitCode code = ExitCode.of(failure);
        details.put("where", failure.where()).put("what", failure.what()).put("remedy", failure.remedy());
        String log = code == ExitCode.INTERNAL ? traceTold(thrown) : "";
        String dashes = command.findOption("--" + failure.where()) == null ? "" : "--";
        return tell(code, dashes + failure.getMessage() + log, json, more.set("failure", details));
    }

    private String traceTold(Throwable thrown) {
        return TraceLog.write(stateDirectory, thrown)
                .map(file -> " The trace is in " + file + ".")
                .orElse(" No trace could be written under " + stateDirectory + ".");
    }

    private static int tell(ExitCode code, String line, boolean json, ObjectNode more) {
        Terminal.err().println("skiagraph: " + line);
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("outcome", code.word()).put("exitCode", code.code()).put("message", line);
            document.setAll(more);
            Terminal.print(document);
        }
        return code.code();
    }
}
