package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.skiagraph.app.cohorts.CohortRequest;
import org.skiagraph.app.cohorts.CohortResult;
import org.skiagraph.app.cohorts.CohortService;

/** Makes a cohort and tells what became of it. Prompts are not told: they are in the tables. */
record CohortRun(CohortService cohorts, OutputMode output) {

    int run(CohortRequest request) {
        CohortResult result = made(request);
        warnings(result).forEach(warning -> Terminal.err().println("warning: " + warning));
        if (output.json) {
            Terminal.print(tree(result));
        } else {
            print(result);
        }
        return ExitCode.DONE.code();
    }

    private CohortResult made(CohortRequest request) {
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            return cohorts.run(request, progress);
        } catch (CancellationException e) {
            throw new SeriesStopped(
                    "finished studies stay in " + request.out() + "; the same command with --out and --run-id "
                            + request.run().id() + " goes on behind them",
                    told(request),
                    e);
        }
    }

    private static ObjectNode told(CohortRequest request) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("directory", request.out().toString())
                .put("runId", request.run().id());
    }

    private static void print(CohortResult result) {
        PrintStream out = Terminal.out();
        Path directory = result.directory();
        out.println("Cohort:   " + directory);
        out.println("  " + result.studies() + " studies (" + result.resumed() + " of them from before), "
                + result.images() + " images, " + result.segmentations() + " segmentations");
        out.println("  cohort.csv  cohort.jsonl  metadata.jsonl  index.html");
        out.println("Run:      " + result.run().id() + ", clock " + result.run().clock() + ", seed "
                + result.run().seed());
        out.println("Send it:  skiagraph send "
                + ShellWords.quote(directory.resolve("studies").toString()) + " --to AET@host:104");
    }

    private static ObjectNode tree(CohortResult result) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", ExitCode.DONE.word())
                .put("directory", result.directory().toString())
                .put("runId", result.run().id())
                .put("clock", result.run().clock())
                .put("seed", result.run().seed())
                .put("studies", result.studies())
                .put("resumed", result.resumed())
                .put("images", result.images())
                .put("segmentations", result.segmentations());
        warnings(result).forEach(tree.putArray("warnings")::add);
        return tree;
    }

    /** Those that differ in a prompt's words alone are one. */
    private static List<String> warnings(CohortResult result) {
        return result.warnings().stream()
                .map(GenerateReport::withoutWords)
                .distinct()
                .toList();
    }
}
