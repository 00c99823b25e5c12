package org.skiagraph.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** Tells progress on stderr: a bar that is drawn over on a terminal, a line now and then elsewhere. */
final class ProgressPrinter implements ProgressListener, AutoCloseable {
    private static final int BAR = 30;
    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream err;
    private final boolean quiet;
    private final boolean drawOver;
    private String stage = "";
    private long lastLine;
    private boolean lineIsOpen;

    ProgressPrinter(boolean quiet) {
        this(Terminal.err(), quiet, Terminal.isInteractive());
    }

    ProgressPrinter(PrintStream err, boolean quiet, boolean drawOver) {
        this.err = err;
        this.quiet = quiet;
        this.drawOver = drawOver;
    }

    @Override
    public boolean isCancelled() {
        return Interruption.isRequested();
    }

    @Override
    public synchronized void on(Progress progress) {
        if (quiet) {
            return;
        }
        if (drawOver) {
            boolean last = progress.done() == progress.total();
            err.print("\r" + bar(progress) + "\u001B[K" + (last ? "\n" : ""));
            err.flush();
            lineIsOpen = !last;
        } else if (isDue(progress)) {
            err.println(line(progress));
        }
    }

    /** Ends a line that was being drawn over, so that what comes next has one of its own. */
    @Override
    public synchronized void close() {
        if (lineIsOpen) {
            err.println();
            lineIsOpen = false;
        }
    }

    /** At a stage's first and last word, and every ten seconds between. */
    private boolean isDue(Progress progress) {
        long now = System.nanoTime();
        boolean due = !progress.stage().equals(stage)
                || progress.done() == progress.total()
                || now - lastLine >= LINE_EVERY_NANOS;
        if (due) {
            stage = progress.stage();
            lastLine = now;
        }
        return due;
    }

    private static String bar(Progress progress) {
        int filled = (int) ((long) BAR * progress.done() / progress.total());
        return String.format(
                        Locale.ROOT, "%-12s [%s%s] ", progress.stage(), "#".repeat(filled), " ".repeat(BAR - filled))
                + counts(progress);
    }

    private static String line(Progress progress) {
        return progress.stage() + ": " + counts(progress);
    }

    private static String counts(Progress progress) {
        String counts = progress.done() + "/" + progress.total();
        if (progress.done() == progress.total()) {
            return counts + " in " + seconds(progress.elapsed());
        }
        return counts
                + progress.remaining()
                        .map(left -> ", " + seconds(left) + " left")
                        .orElse("");
    }

    private static String seconds(Duration duration) {
        long whole = duration.toSeconds();
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
    }
}
