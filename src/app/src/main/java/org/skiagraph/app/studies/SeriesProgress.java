package org.skiagraph.app.studies;

import java.time.Duration;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** Turns each study's progress into that of all of them. */
public final class SeriesProgress implements ProgressListener {
    private final ProgressListener listener;
    private final int studies;
    private final long began = System.nanoTime();
    private int before;

    public SeriesProgress(ProgressListener listener, int studies) {
        this.listener = listener;
        this.studies = studies;
    }

    /** @param index of the study that comes next */
    public void begin(int index) {
        before = index;
    }

    @Override
    public void on(Progress study) {
        long total = (long) studies * study.total();
        long done = (long) before * study.total() + study.done();
        // Thousands of studies of thousands of images count in larger units.
        long unit = 1 + total / Integer.MAX_VALUE;
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        listener.on(new Progress(study.stage(), (int) (done / unit), (int) (total / unit), elapsed));
    }

    @Override
    public boolean isCancelled() {
        return listener.isCancelled();
    }
}
