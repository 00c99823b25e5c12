package org.skiagraph.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Reproduction.Given;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.source.SourceOptions;
import picocli.CommandLine.Option;

/** Files that went into an image, given once more. */
final class GivenAgainOptions {
    @Option(
            names = "--image",
            paramLabel = "FILE|pacs:...",
            description = "The picture that it began with (PNG or DICOM).")
    String image;

    @Option(names = "--mask", paramLabel = "FILE", description = "Its mask.")
    Path mask;

    @Option(
            names = "--control",
            paramLabel = "FILE|pacs:...",
            description = "A ControlNet's picture; in the record's order.")
    List<String> controls = new ArrayList<>();

    @Option(
            names = "--source-from",
            paramLabel = "NAME|AET@host:port|URL",
            description = "Where pacs:... is fetched from, as for generate.")
    String sourceFrom;

    @Option(names = "--lora", paramLabel = "[ROLE=]FILE[:WEIGHT]", description = "A LoRA, as it was given then.")
    List<String> loras = new ArrayList<>();

    @Option(names = "--embedding", paramLabel = "[WORD=]FILE", description = "A textual inversion, likewise.")
    List<String> embeddings = new ArrayList<>();

    @Option(names = "--frame", paramLabel = "N", defaultValue = "1", description = "Of a DICOM file. Default: 1.")
    int frame = 1;

    @Option(names = "--allow-burned-in", description = "As it was given then.")
    boolean allowBurnedIn;

    /** Fetches the pictures that are a PACS's; from then on they are files. */
    FetchedSources fetch(Wiring wiring) {
        FetchedSources fetched = new FetchedSources(wiring, Optional.ofNullable(sourceFrom));
        try {
            image = fetched.local("image", image);
            controls.replaceAll(control -> fetched.local("control", control));
            return fetched;
        } catch (RuntimeException e) {
            fetched.close();
            throw e;
        }
    }

    Given read() {
        return new Given(
                Optional.ofNullable(image).map(file -> FileArgument.path("image", file)),
                Optional.ofNullable(mask),
                controls.stream()
                        .map(file -> new Control(Optional.empty(), FileArgument.path("control", file), 1))
                        .toList(),
                ConditionOptions.adapters(loras, embeddings),
                new SourceOptions(frame, allowBurnedIn));
    }
}
