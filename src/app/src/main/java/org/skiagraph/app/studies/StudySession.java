package org.skiagraph.app.studies;

import java.util.List;
import java.util.stream.Stream;
import org.skiagraph.diffusion.adapter.Adapters;
import org.skiagraph.diffusion.adapter.Adapters.Embedding;
import org.skiagraph.diffusion.adapter.Adapters.Lora;
import org.skiagraph.diffusion.bundle.ModelBundle;
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
        RequestValidator.check(request);
        ModelBundle bundle = parts.bundles().load(request.model());
        CheckedRequest checked = CheckedRequest.of(request, bundle, parts);
        try {
            OpenModel opened = opened(Wish.of(bundle, checked.request()), checked);
            return new StudyService(parts).generate(checked, submission, opened, listener);
        } catch (OutOfMemoryError e) {
            close();
            throw e;
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
