package org.skiagraph.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.app.studies.Inputs.Box;
import org.skiagraph.app.studies.Inputs.Control;
import org.skiagraph.app.studies.Inputs.Edit;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.Option;

/** Pictures that go in. */
final class EditOptions {
    @Option(
            names = "--image",
            paramLabel = "FILE|pacs:...",
            description = "Begin with this picture (PNG or DICOM) instead of with noise; pacs:accession=NUMBER or"
                    + " pacs:study=UID,series=UID,instance=UID fetches it.")
    String image;

    @Option(
            names = "--strength",
            paramLabel = "X",
            description = "Over 0 to 1: how much of it is made anew. Default: 0.8, and 1 where there is a mask.")
    Double strength;

    @Option(
            names = "--mask",
            paramLabel = "FILE",
            description = "Make only this part of the picture anew: white, from half on. Of the picture's size.")
    String mask;

    @Option(names = "--box", paramLabel = "X,Y,W,H", description = "A rectangle of pixels instead of a mask.")
    String box;

    @Option(
            names = "--control",
            paramLabel = "[NAME=]FILE[:SCALE]",
            description = "A picture for a ControlNet, or pacs:..., and its conditioning scale (1); may be repeated.")
    List<String> controls = new ArrayList<>();

    @Option(
            names = "--frame",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of a DICOM file with several frames. Default: ${DEFAULT-VALUE}.")
    int frame = 1;

    @Option(
            names = "--allow-burned-in",
            description = "Take a DICOM file too that does not say that nothing is written into its pixels.")
    boolean allowBurnedIn;

    @Option(
            names = "--source-from",
            paramLabel = "NAME|AET@host:port|URL",
            description = "Where pacs:... is fetched from: a configured source, or by C-GET or DICOMweb. Default: the"
                    + " setting's, or the only source.")
    String sourceFrom;

    /** Whether a picture is one of a PACS. */
    boolean isFetched() {
        return FetchedSources.isMeant(image) || controls.stream().anyMatch(FetchedSources::isMeant);
    }

    /** Fetches the pictures that are a PACS's; from then on they are files. */
    FetchedSources fetch(Wiring wiring) {
        FetchedSources fetched = new FetchedSources(wiring, Optional.ofNullable(sourceFrom));
        try {
            image = fetched.local("image", image);
            controls.replaceAll(control -> fetched.localArgument("control", control));
            return fetched;
        } catch (RuntimeException e) {
            fetched.close();
            throw e;
        }
    }

    Edit edit() {
        return new Edit(
                path("image", image),
                Optional.ofNullable(strength),
                path("mask", mask),
                Optional.ofNullable(box).map(EditOptions::rectangle));
    }

    SourceOptions sources() {
        return new SourceOptions(frame, allowBurnedIn);
    }

    List<Control> controls() {
        return controls.stream()
                .map(text -> FileArgument.parse("control", text))
                .map(given -> new Control(given.name(), given.file(), given.number()))
                .toList();
    }

    private static Optional<Path> path(String option, String text) {
        return Optional.ofNullable(text).map(file -> FileArgument.path(option, file));
    }

    static Box rectangle(String text) {
        if (!text.matches("\\d{1,6}(,\\d{1,6}){3}")) {
            throw new Rejected(
                    "box",
                    "'" + text + "' is not four whole numbers",
                    "Give left, top, width and height in pixels, such as 64,64,32,32");
        }
        int[] sides = Stream.of(text.split(",")).mapToInt(Integer::parseInt).toArray();
        return new Box(sides[0], sides[1], sides[2], sides[3]);
    }
}
