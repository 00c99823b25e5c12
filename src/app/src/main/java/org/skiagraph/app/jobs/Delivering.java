package org.skiagraph.app.jobs;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.app.outbox.Drain;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** Sends whenever no other process does, until the program ends. Nothing that goes wrong here ends it before. */
final class Delivering implements Runnable {
    private static final long AGAIN_MILLIS = 1000;
    private static final long NANOS = 1_000_000;

    private final Outbox outbox;
    private final BooleanSupplier ends;
    private final Consumer<Failure> troubles;
    private String last = "";

    Delivering(Outbox outbox, BooleanSupplier ends, Consumer<Failure> troubles) {
        this.outbox = outbox;
        this.ends = ends;
        this.troubles = troubles;
    }

    @Override
    public void run() {
        while (!ends.getAsBoolean()) {
            try {
                round();
            } catch (RuntimeException | OutOfMemoryError e) {
                tell(Failures.in(e).orElseGet(() -> Failures.unexpected(e)));
            }
            Pauses.pause(AGAIN_MILLIS, ends);
        }
    }

    private void round() {
        Destinations destinations = outbox.destinations();
        if (destinations.all().isEmpty()) {
            return;
        }
        Optional<Drain> mine = outbox.tryDrain();
        try (Drain drain = mine.orElse(null)) {
            if (drain != null) {
                drain.deliverUntilCancelled(new Round(destinations), this::tell);
            }
        }
    }

    /** What goes wrong again and again is told once. */
    private synchronized void tell(Failure failure) {
        if (!failure.getMessage().equals(last)) {
            last = failure.getMessage();
            troubles.accept(failure);
        }
    }

    /** Until the program ends, or the site has other destinations. */
    private final class Round implements ProgressListener {
        private final Destinations begun;
        private long looked = System.nanoTime();
        private boolean over;

        Round(Destinations begun) {
            this.begun = begun;
        }

        @Override
        public void on(Progress progress) {
            // The store tells how far deliveries are.
        }

        @Override
        public synchronized boolean isCancelled() {
            if (!over && System.nanoTime() - looked >= AGAIN_MILLIS * NANOS) {
                over = hasChanged();
                looked = System.nanoTime();
            }
            return over || ends.getAsBoolean();
        }

        /** Those that cannot be read leave what there was. */
        private boolean hasChanged() {
            try {
                return !outbox.destinations().equals(begun);
            } catch (Failure e) {
                tell(e);
                return false;
            }
        }
    }
}
