package org.skiagraph.diffusion.family;

import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/**
 * One picture's steps as a share of its batch's: pictures are made larger one after the other, but the batch counts steps.
 *
 * @param index picture of the batch, from 0
 */
record UpscalingProgress(ProgressListener listener, int index, int batch) implements ProgressListener {
    @Override
    public void on(Progress picture) {
        int done = (index * picture.total() + picture.done()) / batch;
        listener.on(new Progress("upscaling", done, picture.total(), picture.elapsed()));
    }

    @Override
    public boolean isCancelled() {
        return listener.isCancelled();
    }
}
