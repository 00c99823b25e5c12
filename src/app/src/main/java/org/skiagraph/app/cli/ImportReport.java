package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.skiagraph.app.documents.JsonValues;
import org.skiagraph.diffusion.bundle.BundleImport;
import org.skiagraph.diffusion.bundle.BundleImport.Remark;
import org.skiagraph.diffusion.bundle.ModelBundle;

/** Tells what an import found, and where the bundle is. */
final class ImportReport {
    private final BundleImport done;
    private final ModelBundle bundle;

    ImportReport(BundleImport done) {
        this.done = done;
        this.bundle = done.bundle();
    }

    void print() {
        PrintStream out = Terminal.out();
        done.warnings().forEach(warning -> Terminal.err().println("warning: " + warning));
        out.println("Inferred:");
        done.inferred().forEach(inference -> out.println("  " + inference));
        if (!done.gaps().isEmpty()) {
            out.println("Not inferred (write the key into " + bundle.directory().resolve("bundle.yaml") + "):");
            done.gaps().forEach(gap -> out.println("  " + gap.subject() + ": without it " + gap.reason()));
        }
        if (!done.leftOut().isEmpty()) {
            out.println("Left out:");
            done.leftOut().forEach(file -> out.println("  " + file.subject() + ": " + file.reason()));
        }
        out.printf(
                Locale.ROOT,
                "Imported %s (%s): %d files, %.1f MiB, in %s%n",
                bundle.name(),
                bundle.family(),
                done.files().size(),
                done.bytes() / 1048576.0,
                bundle.directory());
    }

    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", ExitCode.DONE.word())
                .put("name", bundle.name())
                .put("family", bundle.family())
                .put("directory", bundle.directory().toString())
                .put("digest", bundle.digest())
                .put("bytes", done.bytes());
        ArrayNode inferred = tree.putArray("inferred");
        done.inferred().forEach(inference -> inferred.addObject()
                .put("key", inference.key())
                .put("value", inference.value())
                .put("reason", inference.reason()));
        tree.set("gaps", remarks(done.gaps(), "key", "without"));
        tree.set("leftOut", remarks(done.leftOut(), "file", "reason"));
        tree.set("warnings", JsonValues.tree(done.warnings()));
        tree.set("files", JsonValues.tree(new java.util.TreeMap<>(done.files())));
        return tree;
    }

    private static ArrayNode remarks(List<Remark> remarks, String subject, String reason) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        remarks.forEach(
                remark -> rows.addObject().put(subject, remark.subject()).put(reason, remark.reason()));
        return rows;
    }
}
