package org.skiagraph.app.studies;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.skiagraph.app.studies.StudyRequest.Guidance;
import org.skiagraph.app.studies.StudyRequest.Picture;
import org.skiagraph.app.studies.StudyRequest.Prompt;
import org.skiagraph.app.studies.StudyRequest.Sampling;
import org.skiagraph.diffusion.bundle.Form;
import org.skiagraph.diffusion.bundle.FormPrompt;
import org.skiagraph.diffusion.bundle.FormPrompt.Effects;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Rejected;

/** A request whose form says in the model's own words what it shows. */
final class FilledForm {
    private FilledForm() {}

    /**
     * The same request with what its form composes; what was asked for by itself comes first.
     *
     * @throws Rejected if the model has no form, or a field does not take its value
     */
    static StudyRequest of(StudyRequest request, ModelBundle bundle) {
        Map<String, String> values = request.inputs().form();
        if (values.isEmpty()) {
            return request;
        }
        Form form = bundle.form()
                .orElseThrow(() -> new Rejected(
                        "form", "the model " + bundle.name() + " has none", "Say what it shows in a prompt"));
        if (request.prompt().text().isPresent()) {
            throw new Rejected("form", "a prompt was given too", "Give one of them");
        }
        FormPrompt filled = form.compose(values);
        return new StudyRequest(
                words(request.prompt(), filled),
                request.model(),
                request.template(),
                sampling(request.sampling(), filled.effects()),
                picture(request.picture(), filled.effects()),
                inputs(request.inputs(), filled),
                request.labels(),
                request.storage(),
                request.runtime(),
                request.out());
    }

    private static Prompt words(Prompt asked, FormPrompt filled) {
        return new Prompt(
                Optional.of(filled.prompt()),
                asked.negative().or(filled::negativePrompt),
                asked.longPrompt(),
                asked.weights());
    }

    private static Sampling sampling(Sampling asked, Effects effects) {
        Guidance guidance = asked.guidance();
        return new Sampling(
                asked.numInferenceSteps(),
                new Guidance(
                        guidance.scale().or(effects::guidanceScale),
                        guidance.rescale(),
                        guidance.start(),
                        guidance.stop()),
                asked.scheduler(),
                asked.schedulerConfig(),
                asked.eta(),
                asked.prior(),
                asked.seed());
    }

    private static Picture picture(Picture asked, Effects effects) {
        return new Picture(
                asked.width(),
                asked.height(),
                asked.depth(),
                asked.mirrored() || effects.mirrored(),
                asked.aspect(),
                asked.count(),
                asked.batch());
    }

    private static Inputs inputs(Inputs asked, FormPrompt filled) {
        Map<String, String> conditions = new HashMap<>(filled.conditions());
        conditions.putAll(asked.conditions());
        return new Inputs(conditions, asked.form(), asked.edit(), asked.controls(), asked.adapters(), asked.sources());
    }
}
