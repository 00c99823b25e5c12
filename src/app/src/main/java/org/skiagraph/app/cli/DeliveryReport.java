package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import org.skiagraph.app.studies.Delivery.Report;
import org.skiagraph.dicom.network.StoreScu.Outcome;

/** Tells what became of every file at every peer. */
final class DeliveryReport {
    private DeliveryReport() {}

    /** Retrying helps if anything may work later; else whatever was refused decides. */
    static ExitCode exitCode(List<Report> reports) {
        if (any(reports, Outcome.Kind.RETRYABLE)) {
            return ExitCode.UNAVAILABLE;
        }
        return any(reports, Outcome.Kind.FAILED) ? ExitCode.REJECTED : ExitCode.DONE;
    }

    static void print(List<Report> reports) {
        for (Report report : reports) {
            Terminal.out().println("Sent to   " + report.peer().toString());
            report.outcomes().forEach(outcome -> Terminal.out().println("  " + line(outcome)));
        }
    }

    static ArrayNode tree(List<Report> reports) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (Report report : reports) {
            for (Outcome outcome : report.outcomes()) {
                rows.addObject()
                        .put("destination", report.peer().toString())
                        .put("file", outcome.file().toString())
                        .put("sopInstanceUid", outcome.sopInstanceUid())
                        .put("outcome", word(outcome))
                        .put("status", outcome.status())
                        .put("detail", outcome.detail());
            }
        }
        return rows;
    }

    private static String line(Outcome outcome) {
        String status = outcome.status() < 0 ? "------" : String.format(Locale.ROOT, "0x%04X", outcome.status());
        return String.format(Locale.ROOT, "%-9s %s  %s  %s", word(outcome), status, outcome.file(), outcome.detail())
                .stripTrailing();
    }

    private static String word(Outcome outcome) {
        return outcome.kind().name().toLowerCase(Locale.ROOT);
    }

    private static boolean any(List<Report> reports, Outcome.Kind kind) {
        return reports.stream()
                .flatMap(report -> report.outcomes().stream())
                .anyMatch(outcome -> outcome.kind() == kind);
    }
}
