package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.studies.PromptLines;
import org.skiagraph.app.studies.PromptLines.Line;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.app.studies.StudySeries.Outcome;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.file.Instance;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.domain.Rejected;

/** generate --prompts: each study is told, and sent, as soon as it is there. */
final class SeriesRun {
    private final Wiring wiring;
    private final List<Peer> peers;
    private final OutputMode output;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ArrayNode studies = document.putArray("studies");
    private final List<Delivery.Report> deliveries = new ArrayList<>();

    SeriesRun(Wiring wiring, List<Peer> peers, OutputMode output) {
        this.wiring = wiring;
        this.peers = peers;
        this.output = output;
    }

    /** @param common all but the words */
    int run(StudyRequest common, String file) {
        List<Line> lines = read(file);
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            Outcome outcome = wiring.series()
                    .generate(common, lines, progress, (line, result) -> finished(line, result, progress));
            document.put("seed", outcome.seed());
            outcome.failure().ifPresent(stop -> {
                document.put("line", stop.line().number());
                throw stopped(lines, "line " + stop.line().number() + " ended it", stop.cause());
            });
            return tell(outcome.seed(), lines.size());
        } catch (CancellationException e) {
            throw stopped(lines, "it ended while one was being sent", e);
        }
    }

    private SeriesStopped stopped(List<Line> lines, String where, Throwable cause) {
        return new SeriesStopped(
                studies.size() + " of " + lines.size() + " studies are finished; " + where, document, cause);
    }

    private void finished(Line line, StudyResult result, ProgressPrinter progress) {
        progress.close();
        GenerateReport report = new GenerateReport(wiring.settings(), result, true);
        report.warn("line " + line.number() + ": ");
        if (!output.json) {
            Terminal.out()
                    .println("Line " + line.number() + ": " + result.directory() + "  ("
                            + result.instances().size() + " files, seed " + result.seed() + ")");
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("line", line.number());
        row.setAll(report.tree(List.of()));
        studies.add(row);
        if (!peers.isEmpty()) {
            List<Path> files = result.instances().stream().map(Instance::file).toList();
            List<Delivery.Report> sent = wiring.delivery().send(files, peers, progress);
            deliveries.addAll(sent);
            row.setAll(report.tree(sent));
            if (!output.json) {
                DeliveryReport.print(sent);
            }
        }
    }

    private int tell(long seed, int count) {
        ExitCode code = DeliveryReport.exitCode(deliveries);
        if (output.json) {
            ObjectNode all = JsonNodeFactory.instance.objectNode().put("outcome", code.word());
            all.setAll(document);
            Terminal.print(all);
        } else {
            Terminal.out().println("Series:   " + count + " studies, seed " + seed);
        }
        return code.code();
    }

    static List<Line> read(String file) {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return PromptLines.read(in);
        } catch (IOException | InvalidPathException e) {
            throw new Rejected("prompts", file + " cannot be read", "Give a readable text file, or - for stdin", e);
        }
    }
}
