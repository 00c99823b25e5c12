package org.skiagraph.app.cli;

import java.util.Map;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.StudyResult;
import org.skiagraph.dicom.dataset.TransferSyntax;

/** The lines that would send a study; HOST, PORT and titles are the reader's to fill in. */
final class SendLines {
    /** What DCMTK's storescu has to be told before it proposes a compressed transfer syntax. */
    private static final Map<String, String> PROPOSALS = Map.of(
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN.uid(), "-xd ",
            TransferSyntax.RLE_LOSSLESS.uid(), "-xr ",
            TransferSyntax.JPEG_LS_LOSSLESS.uid(), "-xt ",
            TransferSyntax.JPEG_2000_LOSSLESS.uid(), "-xv ");

    private SendLines() {}

    static String storescu(Settings settings, StudyResult result) {
        String syntax = result.instances().get(0).transferSyntaxUid();
        return "storescu " + PROPOSALS.getOrDefault(syntax, "") + "-aet " + ShellWords.quote(settings.aeTitle())
                + " -aec AET HOST PORT " + ShellWords.quote(result.directory() + "/") + "*.dcm";
    }

    /** With the name that the program was called by, where the launcher tells it. */
    static String skiagraph(StudyResult result) {
        String called = System.getenv("SKIAGRAPH_COMMAND");
        String program = called == null || called.isBlank() ? "skiagraph" : ShellWords.quote(called);
        return program + " send " + ShellWords.quote(result.directory().toString()) + " --to AET@HOST:PORT";
    }
}
