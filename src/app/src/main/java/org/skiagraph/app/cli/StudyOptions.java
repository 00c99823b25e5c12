package org.skiagraph.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.wiring.Wiring;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** All that can be said of a study but its words. */
final class StudyOptions {
    @Option(names = "--model", paramLabel = "NAME", description = "Model by name, or its directory.")
    String model;

    @Option(names = "--template", paramLabel = "NAME", description = "DICOM template by name, or its file.")
    String template;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the study's folder is made.")
    String out;

    @ArgGroup(validate = false, heading = "%nSampling%n")
    SamplingOptions sampling = new SamplingOptions();

    @ArgGroup(validate = false, heading = "%nSize and number%n")
    PictureOptions picture = new PictureOptions();

    @ArgGroup(validate = false, heading = "%nPictures that go in%n")
    EditOptions edit = new EditOptions();

    @ArgGroup(validate = false, heading = "%nConditions and adapters%n")
    ConditionOptions condition = new ConditionOptions();

    @ArgGroup(validate = false, heading = "%nStorage%n")
    StorageOptions storage = new StorageOptions();

    @ArgGroup(validate = false, heading = "%nDelivery%n")
    DeliveryOptions delivery = new DeliveryOptions();

    @ArgGroup(validate = false, heading = "%nMachine%n")
    RuntimeOptions runtime = new RuntimeOptions();

    /**
     * Fetches its pictures that are a PACS's.
     *
     * @throws Rejected if they would be needed longer than they are kept
     */
    FetchedSources fetch(Wiring wiring) {
        if (delivery.isDurable() && edit.isFetched()) {
            throw new Rejected(
                    "image",
                    "an image of a PACS is not kept, and the outbox may need it later",
                    "Export it to a file, and give that");
        }
        return edit.fetch(wiring);
    }

    /** Takes model and template of these where the command names none. */
    void preset(Optional<String> usualModel, Optional<String> usualTemplate) {
        model = model == null ? usualModel.orElse(null) : model;
        template = template == null ? usualTemplate.orElse(null) : template;
    }

    StudyRequest request(Settings settings, StudyRequest.Prompt words) {
        return new StudyRequest(
                words,
                model == null ? settings.model() : model,
                Optional.ofNullable(template).or(settings::template),
                sampling.read(),
                picture.read(),
                new Inputs(
                        condition.conditions(),
                        condition.form(),
                        edit.edit(),
                        edit.controls(),
                        condition.adapters(),
                        edit.sources()),
                storage.labels(),
                storage.storage(settings),
                runtime.read(settings),
                out == null ? settings.out() : path(out));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new Rejected("out", "'" + text + "' is no path", "Give a directory", e);
        }
    }
}
