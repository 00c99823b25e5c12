package org.skiagraph.app.studies;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiagraph.diffusion.GenerationRequest.Source;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.diffusion.bundle.ModelBundle;
import org.skiagraph.domain.Image;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.graph.RuntimeSettings;

/**
 * One study after another. The last model stays open, adapters and all, for the next study that wants the same; there is
 * never more than one. For one thread at a time.
 */
public final class StudySession implements AutoCloseable {
    private final StudyParts parts;
    private Wish wish;
    private OpenModel model;

    public StudySession(StudyParts parts) {
        this.parts = parts;
    }

    /** What decides whether an open model will do. */
    private record Wish(ModelBundle bundle, Adapters adapters, List<FileStamp> files, RuntimeSettings runtime) {
        static Wish of(ModelBundle bundle, StudyRequest request) {
            Adapters adapters = request.inputs().adapters();
            List<FileStamp> files = Stream.concat(
                            adapters.loras().stream().map(Lora::file),
                            adapters.embeddings().stream().map(Embedding::file))
                    .map(FileStamp::of)
                    .toList();
            return new Wish(bundle, adapters, files, request.runtime());
        }
    }

    /** As {@link StudyService#generate}. */
    public StudyResult generate(StudyRequest request, Submission submission, ProgressListener listener) {
        return prepare(request).generate(submission, listener);
    }

    /**
     * Reads a request's pictures, and opens its model where that is not open already.
     *
     * @throws org.skiagraph.domain.Rejected if the request is wrong, or an adapter does not fit
     */
    public Prepared prepare(StudyRequest request) {
        RequestValidator.check(request);
        ModelBundle bundle = parts.bundles().load(request.model());
        CheckedRequest checked = CheckedRequest.of(request, bundle, parts);
        try {
            return new Prepared(checked, opened(Wish.of(bundle, checked.request()), checked));
        } catch (OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    /** Whether a request's model is the one that is open, adapters and all. */
    public boolean isOpenFor(StudyRequest request) {
        return wish != null
                && Wish.of(parts.bundles().load(request.model()), request).equals(wish);
    }

    /** A request that is ready to be carried out, as long as no other model is opened. */
    public final class Prepared {
        private final CheckedRequest checked;
        private final OpenModel opened;

        private Prepared(CheckedRequest checked, OpenModel opened) {
            this.checked = checked;
            this.opened = opened;
        }

        /** @throws org.skiagraph.domain.Rejected for all that can be wrong before there are pixels */
        public void check(Submission submission) {
            new StudyService(parts).check(checked, submission, opened);
        }

        /** What of its picture it has made anew, white from half on; empty if all of it, or if there is no picture. */
        public Optional<Image> mask() {
            return checked.pictures().source().flatMap(Source::mask);
        }

        /** What the model reads, be it the prompt or what the form composes; empty if it reads no words. */
        public Optional<String> words() {
            return checked.request().prompt().text();
        }

        public StudyResult generate(Submission submission, ProgressListener listener) {
            try {
                return new StudyService(parts).generate(checked, submission, opened, listener);
            } catch (OutOfMemoryError e) {
                close();
                throw e;
            }
        }
    }

    private OpenModel opened(Wish wanted, CheckedRequest checked) {
        if (!wanted.equals(wish)) {
            // Before the next is opened: two may be more than the memory holds.
            close();
            model = OpenModel.open(parts, wanted.bundle(), checked.request());
            wish = wanted;
        }
        return model;
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
            model = null;
            wish = null;
        }
    }
}
