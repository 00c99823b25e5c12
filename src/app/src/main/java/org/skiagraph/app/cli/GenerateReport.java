package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.documents.ResultTree;
import org.skiagraph.app.studies.Delivery;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.dicom.file.Instance;

/**
 * Tells what was made. The prompt is not told again: it is in the files.
 *
 * @param privately whether warnings may not quote it either, since it was kept off the command line
 */
record GenerateReport(Settings settings, StudyResult result, boolean privately) {
    private static final int MOST_LINES = 20;

    void warn() {
        warn("");
    }

    /** @param where put before each warning */
    void warn(String where) {
        warnings().forEach(warning -> Terminal.err().println("warning: " + where + warning));
    }

    private List<String> warnings() {
        return privately
                ? result.warnings().stream().map(GenerateReport::withoutWords).toList()
                : result.warnings();
    }

    static String withoutWords(String warning) {
        return warning.matches("(?s)(prompt|negativePrompt): .*")
                ? warning.replaceFirst("(?s)\".*\"", "(not shown; ask 'skiagraph prompt explain')")
                : warning;
    }

    /** @param withSendLines whether to tell how to send it */
    void print(boolean withSendLines) {
        PrintStream out = Terminal.out();
        out.println("Study:    " + result.directory());
        files().forEach(line -> out.println("  " + line));
        out.println("Seed:     " + result.seed());
        out.println("Model:    " + result.model() + ", template " + result.template());
        if (withSendLines) {
            out.println("Send it:  " + SendLines.storescu(settings, result));
            out.println("     or:  " + SendLines.skiagraph(result));
        }
    }

    /** One line per file; of many only the first and the last. */
    private List<String> files() {
        List<String> lines = result.instances().stream()
                .map(instance -> instance.file().getFileName() + "  "
                        + instance.preview().getFileName())
                .toList();
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        return List.of(lines.get(0), "... " + (lines.size() - 2) + " more ...", lines.get(lines.size() - 1));
    }

    ObjectNode tree(List<Delivery.Report> reports) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("outcome", DeliveryReport.exitCode(reports).word());
        document.put("directory", result.directory().toString());
        document.put("seed", result.seed());
        document.put("model", result.model());
        document.put("template", result.template());
        ArrayNode files = document.putArray("instances");
        result.instances().forEach(instance -> files.add(tree(instance)));
        document.set("settings", ResultTree.settings(result.settings()));
        document.set("runtime", ResultTree.runtime(result.runtime()));
        warnings().forEach(document.putArray("warnings")::add);
        document.putObject("commands")
                .put("storescu", SendLines.storescu(settings, result))
                .put("send", SendLines.skiagraph(result));
        document.set("deliveries", DeliveryReport.tree(reports));
        return document;
    }

    private static ObjectNode tree(Instance instance) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("file", instance.file().toString())
                .put("preview", instance.preview().toString());
        tree.setAll(ResultTree.instance(instance));
        return tree;
    }
}
