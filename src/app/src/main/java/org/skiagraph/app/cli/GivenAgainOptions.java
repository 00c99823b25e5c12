package org.skiagraph.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Reproduction.Given;
import org.skiagraph.dicom.source.SourceOptions;
import picocli.CommandLine.Option;

/** Files that went into an image, given once more. */
final class GivenAgainOptions {
    @Option(names = "--image", paramLabel = "FILE", description = "The picture that it began with (PNG or DICOM).")
    Path image;

    @Option(names = "--mask", paramLabel = "FILE", description = "Its mask.")
    Path mask;

    @Option(names = "--control", paramLabel = "FILE", description = "A ControlNet's picture; in the record's order.")
    List<Path> controls = new ArrayList<>();

    @Option(names = "--lora", paramLabel = "[ROLE=]FILE[:WEIGHT]", description = "A LoRA, as it was given then.")
    List<String> loras = new ArrayList<>();

    @Option(names = "--embedding", paramLabel = "[WORD=]FILE", description = "A textual inversion, likewise.")
    List<String> embeddings = new ArrayList<>();

    @Option(names = "--frame", paramLabel = "N", defaultValue = "1", description = "Of a DICOM file. Default: 1.")
    int frame = 1;

    @Option(names = "--allow-burned-in", description = "As it was given then.")
    boolean allowBurnedIn;

    Given read() {
        return new Given(
                Optional.ofNullable(image),
                Optional.ofNullable(mask),
                controls.stream()
                        .map(file -> new Control(Optional.empty(), file, 1))
                        .toList(),
                ConditionOptions.adapters(loras, embeddings),
                new SourceOptions(frame, allowBurnedIn));
    }
}
