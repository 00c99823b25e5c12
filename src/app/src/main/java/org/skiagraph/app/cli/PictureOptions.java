package org.skiagraph.app.cli;

import java.util.Optional;
import org.skiagraph.app.studies.StudyRequest.Picture;
import picocli.CommandLine.Option;

/** How large, and how many. */
final class PictureOptions {
    @Option(names = "--width", paramLabel = "PX", description = "Columns; the model's own by default.")
    Integer width;

    @Option(names = "--height", paramLabel = "PX", description = "Rows; the model's own by default.")
    Integer height;

    @Option(names = "--depth", paramLabel = "N", description = "Planes of a volume; the model's own by default.")
    Integer depth;

    @Option(
            names = "--mirror",
            description =
                    "Left and right change places, in what goes in and what comes out; a form's laterality does it too.")
    boolean mirror;

    @Option(
            names = "--aspect",
            paramLabel = "original|W:H[:pad]",
            description = "Give the result these proportions; original are those that the model was taught with.")
    String aspect;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            description = "Images of the study, or volumes, each a series. Default: ${DEFAULT-VALUE}.")
    int count = 1;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "0",
            description = "Most images per UNet call; 0 lets the memory budget decide.")
    int batch;

    Picture read() {
        return new Picture(
                Optional.ofNullable(width),
                Optional.ofNullable(height),
                Optional.ofNullable(depth),
                mirror,
                Optional.ofNullable(aspect),
                count,
                batch);
    }
}
