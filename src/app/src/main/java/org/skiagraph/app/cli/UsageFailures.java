package org.skiagraph.app.cli;

import java.util.List;
import org.skiagraph.app.studies.Suggestions;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what the parser did not understand. */
final class UsageFailures {
    private static final int LONGEST = 300;

    private UsageFailures() {}

    static Failure of(ParameterException exception) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName(" ");
        String help = "Run '" + command + " --help'";
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unmatched(command, help, unmatched);
        }
        String where = exception.getArgSpec() == null ? command : name(exception.getArgSpec());
        if (exception.getCause() instanceof TypeConversionException conversion) {
            String[] parts = conversion.getMessage().split("; ", 2);
            return new Rejected(where, cut(parts[0]), parts.length < 2 ? help : capital(parts[1]), exception);
        }
        return new Rejected(where, cut(String.valueOf(exception.getMessage())), help, exception);
    }

    private static Failure unmatched(String command, String help, UnmatchedArgumentException exception) {
        String first = exception.getUnmatched().get(0);
        var commands = exception.getCommandLine().getSubcommands();
        if (!exception.isUnknownOption() && !commands.isEmpty()) {
            String mend = Suggestions.nearest(first, commands.keySet())
                    .map(near -> "Did you mean '" + command + " " + near + "'")
                    .orElse("There are " + String.join(", ", commands.keySet()));
            return new Rejected(command, "there is no command '" + cut(first) + "'", mend);
        }
        if (!exception.isUnknownOption()) {
            return new Rejected(command, "'" + cut(first) + "' is one word too many", "Put a prompt in quotes");
        }
        List<String> near = exception.getSuggestions();
        return new Rejected(
                command,
                "there is no option '" + cut(first) + "'",
                near.isEmpty() ? help : "Did you mean " + String.join(" or ", near) + "? " + help,
                exception);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** One line, and not a megabyte of it. */
    private static String cut(String text) {
        String line = text.lines().findFirst().orElse("").strip().replaceAll("[.]$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
