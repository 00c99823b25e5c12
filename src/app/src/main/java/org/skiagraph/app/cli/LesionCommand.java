package org.skiagraph.app.cli;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiagraph.app.cohorts.CohortRequest;
import org.skiagraph.app.cohorts.LesionPair;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One picture twice: with a lesion and without. */
@Command(
        name = "lesion",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Paint a lesion into a picture: a study with it and its segmentation, and the same without it.")
final class LesionCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SOURCE",
            description = "The picture, PNG, DICOM or pacs:..., of a size that the model makes.")
    String source;

    @Option(
            names = "--source-from",
            paramLabel = "NAME|AET@host:port|URL",
            description = "Where pacs:... is fetched from, as for generate.")
    String sourceFrom;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            required = true,
            description = "What the picture shows with the lesion.")
    String prompt;

    @Option(
            names = "--without",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What it shows without. Default: nothing said, the model's own idea of the place.")
    String without;

    @Option(
            names = "--finding",
            paramLabel = "NAME",
            defaultValue = "lesion",
            description = "What the lesion is called in labels and segmentation. Default: ${DEFAULT-VALUE}.")
    String finding;

    @Option(
            names = "--mask",
            paramLabel = "FILE.png",
            description = "Where: white, from half on. Of the picture's size.")
    String mask;

    @Option(names = "--box", paramLabel = "X,Y,W,H", description = "A rectangle of pixels instead of a mask.")
    String box;

    @Option(
            names = "--strength",
            paramLabel = "X",
            description = "Over 0 to 1: how much of the place is made anew. Default: 1.")
    Double strength;

    @Mixin
    CohortOptions options;

    @Mixin
    OutputMode output;

    @Inject
    Wiring wiring;

    @Override
    public Integer call() {
        if (mask == null && box == null) {
            throw new Rejected("mask", "nothing says where the lesion is", "Give --mask FILE or --box X,Y,W,H");
        }
        FetchedSources fetched = new FetchedSources(wiring, Optional.ofNullable(sourceFrom));
        try (fetched) {
            return run(fetched.local("source", source));
        }
    }

    /** @param picture the source's file, or the one that it was fetched into */
    private int run(String picture) {
        Settings settings = wiring.settings();
        Edit edit = new Edit(
                Optional.of(FileArgument.path("source", picture)),
                Optional.ofNullable(strength),
                Optional.ofNullable(mask).map(file -> FileArgument.path("mask", file)),
                Optional.ofNullable(box).map(EditOptions::rectangle));
        CohortRequest request = new CohortRequest(
                pair(edit, !picture.equals(source)).definition(),
                options.common(settings, Optional.of("")),
                options.out(settings, "lesion"),
                options.run(),
                0);
        return new CohortRun(wiring.cohorts(), output).run(request);
    }

    private LesionPair pair(Edit edit, boolean fetched) {
        return fetched
                ? LesionPair.ofFetched(edit, finding, prompt, without)
                : new LesionPair(edit, finding, prompt, without);
    }
}
