package org.skiagraph.app.studies;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.dicom.dataset.StudyPlan.PixelSettings;
import org.skiagraph.diffusion.GenerationRequest.LongPrompt;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.prompt.WeightSyntax;
import org.skiagraph.graph.RuntimeSettings;

/** Requests to change one thing of. */
final class Requests {
    static final StudyRequest.Sampling SAMPLING = new StudyRequest.Sampling(
            Optional.of(2),
            new StudyRequest.Guidance(Optional.of(3.0), Optional.empty(), 0, 1),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            PriorChoice.DEFAULT,
            Optional.of(7L));
    static final StudyRequest.Picture PICTURE = new StudyRequest.Picture(
            Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), 1, 0);
    static final StudyRequest.Labels LABELS =
            new StudyRequest.Labels(Optional.empty(), Optional.empty(), Optional.empty());
    static final StudyRequest.Storage STORAGE = new StudyRequest.Storage(PixelSettings.DEFAULT, 8);

    private Requests() {}

    static StudyRequest good() {
        return with("a chest", SAMPLING, PICTURE, LABELS, STORAGE);
    }

    static StudyRequest prompt(String text) {
        return with(text, SAMPLING, PICTURE, LABELS, STORAGE);
    }

    static StudyRequest guidance(StudyRequest.Guidance guidance) {
        return sampling(new StudyRequest.Sampling(
                Optional.of(2),
                guidance,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                PriorChoice.DEFAULT,
                Optional.empty()));
    }

    static StudyRequest sampling(StudyRequest.Sampling sampling) {
        return with("a chest", sampling, PICTURE, LABELS, STORAGE);
    }

    static StudyRequest picture(StudyRequest.Picture picture) {
        return with("a chest", SAMPLING, picture, LABELS, STORAGE);
    }

    static StudyRequest labels(StudyRequest.Labels labels) {
        return with("a chest", SAMPLING, PICTURE, labels, STORAGE);
    }

    static StudyRequest storage(StudyRequest.Storage storage) {
        return with("a chest", SAMPLING, PICTURE, LABELS, storage);
    }

    private static StudyRequest with(
            String prompt,
            StudyRequest.Sampling sampling,
            StudyRequest.Picture picture,
            StudyRequest.Labels labels,
            StudyRequest.Storage storage) {
        return new StudyRequest(
                new StudyRequest.Prompt(
                        Optional.ofNullable(prompt), Optional.empty(), LongPrompt.CHUNK, WeightSyntax.EXPLICIT),
                "chest-radiograph",
                Optional.empty(),
                sampling,
                picture,
                Inputs.NONE,
                labels,
                storage,
                RuntimeSettings.DEFAULT,
                Path.of("studies"));
    }
}
