package org.skiagraph.app.cli;

import java.util.Optional;
import org.skiagraph.dicom.network.WorklistQuery;
import picocli.CommandLine.Option;

/** Which entries of a worklist. */
final class WorklistOptions {
    @Option(names = "--accession", paramLabel = "NUMBER", description = "Accession number.")
    String accession;

    @Option(names = "--step", paramLabel = "ID", description = "Scheduled procedure step ID.")
    String step;

    @Option(names = "--modality", paramLabel = "NAME", description = "Such as DX, CR, MG, CT.")
    String modality;

    @Option(names = "--date", paramLabel = "DATE", description = "Of the start: 20261126, or 20261101-20261130.")
    String date;

    @Option(
            names = "--station",
            paramLabel = "AET",
            description = "Scheduled station AE title; else the worklist's setting, if there is one.")
    String station;

    /** Whether one entry can be meant by it. */
    boolean namesOne() {
        return accession != null || step != null;
    }

    WorklistQuery query() {
        return new WorklistQuery(
                Optional.ofNullable(accession),
                Optional.ofNullable(step),
                Optional.ofNullable(modality),
                Optional.ofNullable(station),
                Optional.ofNullable(date));
    }
}
