package org.skiagraph.app.studies;

import java.util.Optional;
import org.skiagraph.dicom.template.Template;
import org.skiagraph.diffusion.GenerationRequest;
import org.skiagraph.diffusion.GenerationRequest.Pictures;
import org.skiagraph.diffusion.bundle.ModelBundle;

/**
 * A request beside its model, with everything found out that can be without opening a graph.
 *
 * @param request with its form filled in
 * @param inputs pictures that go in, as read
 */
record CheckedRequest(StudyRequest request, Template template, InputPictures inputs) {

    /** @throws org.skiagraph.domain.Rejected if the request is wrong, or not one for this model */
    static CheckedRequest of(StudyRequest asked, ModelBundle bundle, StudyParts parts) {
        StudyRequest request = FilledForm.of(asked, bundle);
        RequestValidator.check(request);
        RequestValidator.check(request, bundle);
        return new CheckedRequest(
                request, TemplateChoice.of(request, bundle, parts.templates()), InputPictures.read(request, bundle));
    }

    /** The same but for words and seed: pictures and template are not read again. */
    CheckedRequest with(StudyRequest other) {
        return new CheckedRequest(other, template, inputs);
    }

    Pictures pictures() {
        return inputs.pictures();
    }

    /** How wide a picture's field is. */
    Optional<Double> fieldMm() {
        return inputs.fieldMm();
    }

    GenerationRequest generation(ModelBundle bundle, long seed) {
        return GenerationRequests.of(request, bundle, pictures(), seed);
    }
}
