package org.skiagraph.diffusion.internal;

import java.time.Duration;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** Turns each batch's own progress into that of the whole request, so that the time to go covers all of it. */
final class BatchProgress implements ProgressListener {
    private final ProgressListener listener;
    private final int first;
    private final int images;
    private final long began = System.nanoTime();
    private int imagesBefore;
    private int imagesNow;

    /** @param first index of the first image that is made */
    BatchProgress(ProgressListener listener, int first, int images) {
        this.listener = listener;
        this.first = first;
        this.images = images;
    }

    void begin(BatchPlan.Batch batch) {
        imagesBefore = batch.first() - first;
        imagesNow = batch.size();
    }

    @Override
    public void on(Progress batch) {
        int done = imagesBefore * batch.total() + imagesNow * batch.done();
        listener.on(
                new Progress(batch.stage(), done, images * batch.total(), Duration.ofNanos(System.nanoTime() - began)));
    }

    @Override
    public boolean isCancelled() {
        return listener.isCancelled();
    }
}
