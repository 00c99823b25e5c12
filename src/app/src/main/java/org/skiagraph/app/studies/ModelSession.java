package org.skiagraph.app.studies;

import java.util.Optional;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;

/** A model that stays open over many requests, each of which becomes a study of its own. */
public final class ModelSession implements AutoCloseable {
    private final StudyParts parts;
    private final StudyService service;
    private final StudyRequest like;
    private final ModelBundle bundle;
    private final OpenModel model;

    private ModelSession(StudyParts parts, StudyRequest like, ModelBundle bundle, OpenModel model) {
        this.parts = parts;
        this.service = new StudyService(parts);
        this.like = like;
        this.bundle = bundle;
        this.model = model;
    }

    /**
     * @param like whose model, adapters and runtime count
     * @throws org.skiagraph.domain.Rejected if there is no such model, or an adapter does not fit
     */
    public static ModelSession open(StudyParts parts, StudyRequest like) {
        ModelBundle bundle = parts.bundles().load(like.model());
        return new ModelSession(parts, like, bundle, OpenModel.open(parts, bundle, like));
    }

    /** Whether a request wants the model that is open here, adapters and all. */
    public boolean serves(StudyRequest request) {
        return request.model().equals(like.model())
                && request.inputs().adapters().equals(like.inputs().adapters())
                && request.runtime().equals(like.runtime());
    }

    /** @throws org.skiagraph.domain.Rejected for all that can be wrong before there are pixels */
    public void check(StudyRequest request, Submission submission) {
        service.check(checked(request), submission, model);
    }

    /** What of its picture a request has made anew, white from half on; empty if all of it, or if there is no picture. */
    public Optional<Image> mask(StudyRequest request) {
        return checked(request).pictures().source().flatMap(Source::mask);
    }

    /** What the model reads, be it the prompt or what the form composes; empty if it reads no words. */
    public Optional<String> words(StudyRequest request) {
        return checked(request).request().prompt().text();
    }

    /** As {@link StudyService#generate(StudyRequest, Submission, ProgressListener)}. */
    public StudyResult generate(StudyRequest request, Submission submission, ProgressListener listener) {
        return service.generate(checked(request), submission, model, listener);
    }

    private CheckedRequest checked(StudyRequest request) {
        return CheckedRequest.of(request, bundle, parts);
    }

    @Override
    public void close() {
        model.close();
    }
}
