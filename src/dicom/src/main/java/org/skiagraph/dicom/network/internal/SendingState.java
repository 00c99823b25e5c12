package org.skiagraph.dicom.network.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** How far a sending has come, by whatever protocol: one outcome per file, and whether it is of use to go on. */
public final class SendingState {
    private final ProgressListener listener;
    private final Consumer<Outcome> each;
    private final Outcome[] outcomes;
    private final long start = System.nanoTime();
    private int done;

    /** Why the files that are left are not sent; empty while there is none. */
    private String stopped = "";

    /**
     * @param files how many, at least one
     * @param each hears of every outcome as soon as it is known
     */
    public SendingState(int files, ProgressListener listener, Consumer<Outcome> each) {
        this.listener = listener;
        this.each = each;
        this.outcomes = new Outcome[files];
    }

    /** Takes down what became of a file. */
    public void settle(int index, Outcome outcome) {
        outcomes[index] = outcome;
        each.accept(outcome);
    }

    public boolean isSettled(int index) {
        return outcomes[index] != null;
    }

    /** In the files' order. */
    public List<Outcome> outcomes() {
        return Arrays.asList(outcomes);
    }

    /** Tells that so many more files are done. */
    public void report(int more) {
        done += more;
        listener.on(new Progress("sending", done, outcomes.length, Duration.ofNanos(System.nanoTime() - start)));
    }

    public boolean goesOn() {
        if (stopped.isEmpty() && listener.isCancelled()) {
            stopped = "cancelled";
        }
        return stopped.isEmpty();
    }

    /** Ends it. */
    public void stop(String reason) {
        stopped = reason;
    }

    public boolean isStopped() {
        return !stopped.isEmpty();
    }

    /** What a file is told that is left. */
    public String notSent() {
        return "not sent: " + stopped;
    }
}
