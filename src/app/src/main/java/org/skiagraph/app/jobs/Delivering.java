package org.skiagraph.app.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.skiagraph.app.failures.Failures;
import org.skiagraph.app.outbox.Destination;
import org.skiagraph.app.outbox.Destinations;
import org.skiagraph.app.outbox.Drain;
import org.skiagraph.app.outbox.Outbox;
import org.skiagraph.app.outbox.Pauses;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/** Sends whenever no other process does, until the program ends. Nothing that goes wrong here ends it before. */
final class Delivering implements Runnable {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final BooleanSupplier ends;
    private final Consumer<Failure> troubles;
    private final Once once = new Once();

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
            } catch (RuntimeException | Error e) {
                tell(Failures.in(e).orElseGet(() -> Failures.unexpected(e)));
            }
            Pauses.pause(AGAIN, ends);
        }
    }

    private void round() {
        Destinations destinations = outbox.destinations();
        if (destinations.all().stream().noneMatch(Destination::acceptsSynthetic)) {
            return;
        }
        Optional<Drain> mine = outbox.tryDrain();
        try (Drain drain = mine.orElse(null)) {
            if (drain != null) {
                drain.deliverUntilCancelled(new Round(destinations), this::tell);
            }
        }
    }

    private void tell(Failure failure) {
        if (once.isNew(failure.getMessage())) {
            troubles.accept(failure);
        }
    }

    /** Until the program ends, or the site has other destinations. */
    private final class Round implements ProgressListener {
        private final Destinations begun;
        private final AtomicLong looked = new AtomicLong(System.nanoTime());
        private volatile boolean over;

        Round(Destinations begun) {
            this.begun = begun;
        }

        @Override
        public void on(Progress progress) {
            // The store tells how far deliveries are.
        }

        @Override
        public boolean isCancelled() {
            long last = looked.get();
            long now = System.nanoTime();
            // All senders ask; one of them looks, and the others go on.
            if (!over && now - last >= AGAIN.toNanos() && looked.compareAndSet(last, now) && hasChanged()) {
                over = true;
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
