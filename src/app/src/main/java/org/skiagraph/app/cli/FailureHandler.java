package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.skiagraph.domain.Failure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line on stderr (and one JSON document, if asked) and an exit code. */
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Path stateDirectory;

    /** @param stateDirectory where the trace of an unexpected failure is written */
    FailureHandler(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        return report(exception, parsed.originalArgs().contains(OutputMode.JSON));
    }

    @Override
    public int handleParseException(ParameterException exception, String[] args) {
        String where = exception.getCommandLine().getCommandSpec().qualifiedName(" ");
        Optional<Failure> told = Failures.in(exception);
        boolean json = List.of(args).contains(OutputMode.JSON);
        return told.isPresent()
                ? report(told.get(), json)
                : report(Failures.usage(where, usageMessage(exception)), json);
    }

    private static String usageMessage(ParameterException exception) {
        String message = String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
        if (!(exception instanceof UnmatchedArgumentException unmatched)) {
            return message;
        }
        List<String> near = unmatched.getSuggestions();
        return unmatched.isUnknownOption() && !near.isEmpty()
                ? message + "; did you mean " + String.join(" or ", near) + "?"
                : message;
    }

    int report(Throwable thrown, boolean json) {
        if (thrown instanceof CancellationException) {
            return tell(ExitCode.CANCELLED, "cancelled; no partial study was left behind", json, JsonNodeFactory.instance.objectNode());
        }
        Failure failure = Failures.in(thrown).orElseGet(() -> Failures.unexpected(thrown));
        ExitCode code = ExitCode.of(failure);
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("where", failure.where()).put("what", failure.what()).put("remedy", failure.remedy());
        String log = code == ExitCode.INTERNAL ? traceTold(thrown) : "";
        return tell(code, failure.getMessage() + log, json, details);
    }

    private String traceTold(Throwable thrown) {
        return TraceLog.write(stateDirectory, thrown)
                .map(file -> " The trace is in " + file + ".")
                .orElse(" No trace could be written under " + stateDirectory + ".");
    }

    private static int tell(ExitCode code, String line, boolean json, ObjectNode details) {
        Terminal.err().println("skiagraph: " + line);
        if (json) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("outcome", code.word()).put("exitCode", code.code()).put("message", line);
            document.set("failure", details);
            Terminal.print(document);
        }
        return code.code();
    }
}
