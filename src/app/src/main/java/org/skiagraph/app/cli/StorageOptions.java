package org.skiagraph.app.cli;

import java.util.Optional;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Choices;
import org.skiagraph.app.studies.StudyRequest.Labels;
import org.skiagraph.app.studies.StudyRequest.Storage;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.dicom.dataset.TransferSyntax;
import picocli.CommandLine.Option;

/** How the study is stored, and what is written into it. */
final class StorageOptions {
    @Option(names = "--bits-stored", paramLabel = "N", description = "Bits of a grey pixel, 8 to 16.")
    Integer bitsStored;

    @Option(
            names = "--transfer-syntax",
            paramLabel = "NAME",
            description = "explicit, deflate, rle, jpeg-ls or jpeg2000.")
    String transferSyntax;

    @Option(names = "--burn-in", description = "Draw the word SYNTHETIC into the pixels.")
    boolean burnIn;

    @Option(names = "--preview-bits", paramLabel = "8|16", description = "Bits of a PNG preview's sample.")
    Integer previewBits;

    @Option(names = "--patient-name", paramLabel = "NAME", description = "Family^Given, put behind SYNTHETIC.")
    String patientName;

    @Option(names = "--patient-id", paramLabel = "ID", description = "Put behind SYNTHETIC-.")
    String patientId;

    @Option(names = "--study-description", paramLabel = "TEXT", description = "Put behind SYNTHETIC.")
    String studyDescription;

    Storage storage(Settings settings) {
        TransferSyntax syntax = transferSyntax == null
                ? settings.transferSyntax()
                : Choices.named("transfer-syntax", transferSyntax, TransferSyntax.values(), TransferSyntax::shortName);
        return new Storage(
                new PixelSettings(bitsStored == null ? settings.bitsStored() : bitsStored, syntax, burnIn),
                previewBits == null ? settings.previewBits() : previewBits);
    }

    Labels labels() {
        return new Labels(
                Optional.ofNullable(patientName),
                Optional.ofNullable(patientId),
                Optional.ofNullable(studyDescription));
    }
}
