package org.skiagraph.dicom.source.web.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A body that may come slowly but not fall silent: the HTTP client's own timeout ends when the head is there. */
final class GuardedStream extends FilterInputStream {
    private final Duration silence;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dicomweb-silence");
        thread.setDaemon(true);
        return thread;
    });

    GuardedStream(InputStream body, Duration silence) {
        super(body);
        this.silence = silence;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Future<?> end = timer.schedule(this::cut, silence.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return in.read(buffer, offset, length);
        } finally {
            end.cancel(false);
        }
    }

    /** The read that waits then fails. */
    private void cut() {
        try {
            in.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        in.close();
    }
}
