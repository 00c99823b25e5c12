package org.skiagraph.app.studies;

import java.time.Duration;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** Turns each study's progress into that of all of them. */
final class SeriesProgress implements ProgressListener {
    private final ProgressListener listener;
    private final int studies;
    private final long began = System.nanoTime();
    private int before;

    SeriesProgress(ProgressListener listener, int studies) {
        this.listener = listener;
        this.studies = studies;
    }

    /** @param index of the study that comes next */
    void begin(int index) {
        before = index;
    }

    @Override
    public void on(Progress study) {
        int done = before * study.total() + study.done();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        listener.on(new Progress(study.stage(), done, studies * study.total(), elapsed));
    }

    @Override
    public boolean isCancelled() {
        return listener.isCancelled();
    }
}
