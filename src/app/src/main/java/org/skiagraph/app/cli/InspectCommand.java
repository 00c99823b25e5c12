package org.skiagraph.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.skiagraph.app.documents.JsonValues;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.marking.RecordText;
import org.skiagraph.dicom.verification.Signature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One file of ours, for a person. */
@Command(name = "inspect", description = "Show how a file is marked, and the record of how its image was made.")
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A DICOM file that Skiagraph wrote.")
    Path file;

    @Option(names = "--key", paramLabel = "FILE", description = "A public key to trust; may be repeated.")
    List<Path> keys = new ArrayList<>();

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        ObjectNode tree = tree(wiring.markedFiles().read(file), Signature.of(file, wiring.trusted(keys)));
        if (output.json) {
            Terminal.print(tree);
        } else {
            TreeText.print(tree, Terminal.out());
        }
        return ExitCode.DONE.code();
    }

    private static ObjectNode tree(MarkedFile marked, Signature signature) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", ExitCode.DONE.word())
                .put("file", marked.file().toString())
                .put("sopClassUid", marked.sopClassUid())
                .put("transferSyntaxUid", marked.transferSyntaxUid())
                .put("studyInstanceUid", marked.studyInstanceUid())
                .put("seriesInstanceUid", marked.seriesInstanceUid())
                .put("sopInstanceUid", marked.sopInstanceUid());
        tree.set("marks", JsonValues.tree(marked.marks()));
        tree.put("signature", signature.toString());
        tree.set("record", JsonValues.read(RecordText.of(marked.record())));
        return tree;
    }
}
