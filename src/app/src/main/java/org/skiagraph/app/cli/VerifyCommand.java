package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.skiagraph.app.documents.JsonValues;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.verification.Verdict;
import org.skiagraph.dicom.verification.Verdict.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** For the intake of a PACS. */
@Command(
        name = "verify",
        description = {
            "Check every DICOM file for marking, generation record, signature, values and pixels.",
            "Exit code 0 only if all are good, 2 if one is not. Files that are not DICOM are listed."
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or directories, which are searched.")
    List<Path> paths;

    @Option(names = "--require-signature", description = "A file without a good signature by a trusted key is wrong.")
    boolean requireSignature;

    @Option(names = "--key", paramLabel = "FILE", description = "A public key to trust; may be repeated.")
    List<Path> keys = new ArrayList<>();

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        List<Verdict> verdicts = verdicts();
        ExitCode code = count(verdicts, Kind.WRONG) == 0 ? ExitCode.DONE : ExitCode.REJECTED;
        if (output.json) {
            Terminal.print(tree(verdicts, code));
            return code.code();
        }
        verdicts.forEach(verdict -> Terminal.out().println(line(verdict)));
        Terminal.out()
                .println(count(verdicts, Kind.GOOD) + " good, " + count(verdicts, Kind.WRONG) + " wrong, "
                        + count(verdicts, Kind.NOT_DICOM) + " not DICOM");
        return code.code();
    }

    private List<Verdict> verdicts() {
        try (ProgressPrinter progress = new ProgressPrinter(output.quiet)) {
            return wiring.verification(keys, requireSignature).verify(paths, progress);
        }
    }

    private static String line(Verdict verdict) {
        String mark =
                switch (verdict.kind()) {
                    case GOOD -> "good   ";
                    case WRONG -> "WRONG  ";
                    case NOT_DICOM -> "-      ";
                };
        List<String> words = Stream.concat(verdict.faults().stream(), verdict.remarks().stream())
                .toList();
        return mark + verdict.file() + (words.isEmpty() ? "" : ": " + String.join("; ", words));
    }

    private static ObjectNode tree(List<Verdict> verdicts, ExitCode code) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", code.word())
                .put("good", count(verdicts, Kind.GOOD))
                .put("wrong", count(verdicts, Kind.WRONG))
                .put("notDicom", count(verdicts, Kind.NOT_DICOM));
        ArrayNode rows = tree.putArray("files");
        for (Verdict verdict : verdicts) {
            ObjectNode row = rows.addObject()
                    .put("file", verdict.file().toString())
                    .put("state", verdict.kind().name().toLowerCase(Locale.ROOT));
            verdict.marked().ifPresent(marked -> row.put("sopInstanceUid", marked.sopInstanceUid()));
            row.set("faults", JsonValues.tree(verdict.faults()));
            row.set("remarks", JsonValues.tree(verdict.remarks()));
        }
        return tree;
    }

    private static long count(List<Verdict> verdicts, Kind kind) {
        return verdicts.stream().filter(verdict -> verdict.kind() == kind).count();
    }
}
