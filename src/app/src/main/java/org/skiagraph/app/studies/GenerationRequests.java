package org.skiagraph.app.studies;

import java.util.Map;
import java.util.Optional;
import org.skiagraph.diffusion.Framing;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.GuidanceChoice;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.GenerationRequest.SchedulerChoice;
import org.skiagraph.diffusion.GenerationRequest.Size;
import org.skiagraph.diffusion.GenerationRequest.Subject;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Seed;

/** Says a checked request in the generator's words. */
final class GenerationRequests {
    private GenerationRequests() {}

    static GenerationRequest of(StudyRequest request, ModelBundle bundle, Pictures pictures, long seed) {
        var sampling = request.sampling();
        var guidance = sampling.guidance();
        return new GenerationRequest(
                subject(request.prompt(), request.inputs().conditions()),
                new Seed(seed),
                request.picture().count(),
                size(request.picture(), bundle),
                new SchedulerChoice(sampling.scheduler(), sampling.schedulerConfig()),
                sampling.numInferenceSteps(),
                new GuidanceChoice(guidance.scale(), guidance.rescale(), guidance.start(), guidance.stop()),
                sampling.eta(),
                sampling.prior(),
                pictures,
                new Framing(request.picture().mirrored(), AspectChoice.of(request.picture(), bundle)),
                request.picture().batch());
    }

    /** What it shows. */
    static Subject subject(StudyRequest.Prompt prompt, Map<String, String> conditions) {
        return new Subject(
                prompt.text().orElse(""), prompt.negative(), prompt.longPrompt(), prompt.weights(), conditions);
    }

    /** One side alone keeps the model's others. */
    private static Optional<Size> size(StudyRequest.Picture picture, ModelBundle bundle) {
        if (picture.width().isEmpty()
                && picture.height().isEmpty()
                && picture.depth().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Size(
                picture.width().orElse(bundle.image().width()),
                picture.height().orElse(bundle.image().height()),
                picture.depth()));
    }
}
