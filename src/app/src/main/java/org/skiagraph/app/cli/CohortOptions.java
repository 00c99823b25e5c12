package org.skiagraph.app.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.cohorts.CohortRequest.RunChoice;
import org.skiagraph.app.config.Settings;
import org.skiagraph.app.studies.Inputs;
import org.skiagraph.app.studies.StudyRequest;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.Submission;
import org.skiagraph.dicom.source.SourceOptions;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.domain.Rejected;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a run of many studies is given besides its rows. */
final class CohortOptions {
    @Option(names = "--out", paramLabel = "DIR", description = "A directory of its own, made if it is not there.")
    String out;

    @Option(
            names = "--run-id",
            paramLabel = "NAME",
            description =
                    "Part of every UID. That of a run that was begun in --out goes on with it; a new one by default.")
    String runId;

    @Option(
            names = "--clock",
            paramLabel = "TIME",
            description = "Date and time of every study, as 2026-11-24T15:30:12; with --run-id the same files again.")
    String clock;

    @Option(names = "--model", paramLabel = "NAME", description = "Model by name, or its directory.")
    String model;

    @Option(names = "--template", paramLabel = "NAME", description = "DICOM template by name, or its file.")
    String template;

    @Option(
            names = "--frame",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of DICOM pictures with several frames. Default: ${DEFAULT-VALUE}.")
    int frame = 1;

    @Option(
            names = "--allow-burned-in",
            description = "Take DICOM pictures too that do not say that nothing is written into their pixels.")
    boolean allowBurnedIn;

    @ArgGroup(validate = false, heading = "%nSampling, where the rows do not say it%n")
    SamplingOptions sampling = new SamplingOptions();

    @ArgGroup(validate = false, heading = "%nStorage%n")
    StorageOptions storage = new StorageOptions();

    @ArgGroup(validate = false, heading = "%nMachine%n")
    RuntimeOptions runtime = new RuntimeOptions();

    private String drawnId;

    /** The run that is asked for; the same one however often it is called. */
    RunChoice run() {
        if (drawnId == null) {
            drawnId = runId == null ? Submission.now().key() : runId;
        }
        return new RunChoice(drawnId, Optional.ofNullable(clock).map(CohortOptions::time));
    }

    private static LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new Rejected("clock", "'" + text + "' is no date and time", "Write it as 2026-11-24T15:30:12", e);
        }
    }

    /** @param kind what the directory is called, before the run's id, where none is given */
    Path out(Settings settings, String kind) {
        return out == null ? settings.out().resolve(kind + "-" + run().id()) : FileArgument.path("out", out);
    }

    /** @param prompt of rows that say none */
    StudyRequest common(Settings settings, Optional<String> prompt) {
        return new StudyRequest(
                new Prompt(prompt, Optional.empty(), LongPrompt.CHUNK, WeightSyntax.EXPLICIT),
                model == null ? settings.model() : model,
                Optional.ofNullable(template).or(settings::template),
                sampling.read(),
                new Picture(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), 1, 0),
                inputs(),
                storage.labels(),
                storage.storage(settings),
                runtime.read(settings),
                settings.out());
    }

    private Inputs inputs() {
        return new Inputs(
                Map.of(),
                Map.of(),
                Inputs.Edit.NONE,
                List.of(),
                Inputs.NONE.adapters(),
                new SourceOptions(frame, allowBurnedIn));
    }
}
