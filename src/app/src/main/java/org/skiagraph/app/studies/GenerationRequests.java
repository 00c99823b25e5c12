package org.skiagraph.app.studies;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.GuidanceChoice;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.PriorChoice;
import org.skiagraph.diffusion.GenerationRequest.SchedulerChoice;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Seed;

/** Says a checked request in the generator's words. */
final class GenerationRequests {
    private GenerationRequests() {}

    static GenerationRequest of(StudyRequest request, ModelBundle bundle, long seed) {
        var sampling = request.sampling();
        var guidance = sampling.guidance();
        return new GenerationRequest(
                subject(request.prompt()),
                new Seed(seed),
                request.picture().count(),
                size(request.picture(), bundle),
                new SchedulerChoice(sampling.scheduler(), sampling.schedulerConfig()),
                sampling.numInferenceSteps(),
                new GuidanceChoice(guidance.scale(), guidance.rescale(), guidance.start(), guidance.stop()),
                sampling.eta(),
                PriorChoice.DEFAULT,
                Pictures.NONE,
                request.picture().batch());
    }

    /** The words. */
    static Subject subject(StudyRequest.Prompt prompt) {
        return new Subject(prompt.text(), prompt.negative(), prompt.longPrompt(), prompt.weights(), Map.of());
    }

    /** One side alone keeps the model's other side. */
    private static Optional<Size> size(StudyRequest.Picture picture, ModelBundle bundle) {
        if (picture.width().isEmpty() && picture.height().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Size(
                picture.width().orElse(bundle.image().width()),
                picture.height().orElse(bundle.image().height())));
    }
}
