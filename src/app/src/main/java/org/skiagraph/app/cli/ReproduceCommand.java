package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.PixelDifference;
import org.skiagraph.app.studies.RecordDifference;
import org.skiagraph.app.studies.Reproduction.Given;
import org.skiagraph.app.studies.Reproduction.Outcome;
import org.skiagraph.app.studies.Reproduction.Question;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.graph.RuntimeSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a file's image can be made again. */
@Command(
        name = "reproduce",
        sortOptions = false,
        description = {
            "Make a file's image again by its generation record, and compare every stored value.",
            "Exit code 0 if all are equal, 1 if it was made and differs, 2 if an input is missing or is another."
        })
final class ReproduceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A DICOM file that Skiagraph wrote.")
    Path file;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model by another name, or its directory; the record has its name and digest.")
    String model;

    @Option(names = "--out", paramLabel = "DIR", description = "Write what was made there, as a study of its own.")
    Path out;

    @ArgGroup(validate = false, heading = "%nWhat the record has only the digest of%n")
    GivenAgainOptions given = new GivenAgainOptions();

    @ArgGroup(validate = false, heading = "%nMachine, if not as recorded%n")
    RuntimeOptions runtime = new RuntimeOptions();

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        Outcome outcome = outcome();
        ExitCode code = outcome.isEqual()
                ? ExitCode.DONE
                : outcome.pixels().isPresent() ? ExitCode.DIFFERENT : ExitCode.REJECTED;
        if (output.json) {
            Terminal.print(tree(outcome, code));
        } else {
            print(outcome);
        }
        return code.code();
    }

    private Outcome outcome() {
        FetchedSources fetched = given.fetch(wiring);
        try (fetched) {
            return reproduced(given.read());
        }
    }

    private Outcome reproduced(Given again) {
        Question question = new Question(file, again, Optional.ofNullable(model), runtime(), Optional.ofNullable(out));
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            return wiring.reproduction().reproduce(question, progress);
        }
    }

    private Optional<RuntimeSettings> runtime() {
        Settings settings = wiring.settings();
        return runtime.isGiven() ? Optional.of(runtime.read(settings)) : Optional.empty();
    }

    private static void print(Outcome outcome) {
        Terminal.out().println(headline(outcome));
        outcome.differences().forEach(difference -> Terminal.out().println("  " + line(difference)));
        outcome.directory().ifPresent(directory -> Terminal.out().println("Study:    " + directory));
    }

    private static String headline(Outcome outcome) {
        if (outcome.isEqual()) {
            return "equal, bit for bit";
        }
        return outcome.pixels()
                .map(ReproduceCommand::line)
                .orElse("not made: what goes in is not what the record says");
    }

    private static String line(PixelDifference pixels) {
        return "made again, and different: " + pixels.different() + " of " + pixels.samples()
                + " stored values, the greatest difference " + pixels.greatest() + " of " + pixels.most();
    }

    private static String line(RecordDifference difference) {
        return difference.what() + ": " + told(difference.recorded()) + " in the record, " + told(difference.here())
                + " here";
    }

    private static String told(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    private static ObjectNode tree(Outcome outcome, ExitCode code) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", code.word())
                .put("file", outcome.file().file().toString())
                .put("equal", outcome.isEqual());
        ArrayNode differences = tree.putArray("differences");
        outcome.differences().forEach(difference -> differences
                .addObject()
                .put("what", difference.what())
                .put("recorded", difference.recorded())
                .put("here", difference.here()));
        outcome.pixels().ifPresent(pixels -> tree.putObject("pixels")
                .put("samples", pixels.samples())
                .put("different", pixels.different())
                .put("greatest", pixels.greatest())
                .put("most", pixels.most()));
        outcome.directory().ifPresent(directory -> tree.put("directory", directory.toString()));
        return tree;
    }
}
