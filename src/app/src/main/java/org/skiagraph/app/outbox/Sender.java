package org.skiagraph.app.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.skiagraph.app.outbox.DeliveryTable.Breaker;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Retryable;

/** Sends one destination what is due, and writes down what became of it before anything else happens. */
final class Sender {
    /** Small, so that a killed program leaves few whose fate is unknown. */
    private static final int BATCH = 32;

    /** A full disk refuses at once. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

    /** PS3.7 C.5.5, Duplicate SOP Instance. */
    private static final int DUPLICATE = 0x0111;

    private final DeliveryTable table;
    private final Carrier carrier;
    private final MarkedFiles markedFiles;
    private final RetryPolicy policy;
    private final InstantSource clock;
    private final RandomGenerator random;

    Sender(
            DeliveryTable table,
            Carrier carrier,
            MarkedFiles markedFiles,
            RetryPolicy policy,
            InstantSource clock,
            RandomGenerator random) {
        this.table = table;
        this.carrier = carrier;
        this.markedFiles = markedFiles;
        this.policy = policy;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Sends one batch; where the destination failed before, one file alone, to see whether it is back.
     *
     * @return how many files were tried; 0 if none is due, or the destination is being left alone
     */
    int sendBatch(Destination destination, ProgressListener listener) {
        Instant now = clock.instant();
        table.expire(
                destination.name(),
                now.minus(policy.maxAge()),
                "given up after " + policy.maxAge().toHours() + " hours: ");
        Breaker breaker = table.breaker(destination.name());
        if (now.isBefore(breaker.until()) || listener.isCancelled()) {
            return 0;
        }
        List<QueuedDelivery> taken = table.take(destination.name(), now, breaker.failures() > 0 ? 1 : BATCH);
        Map<Path, QueuedDelivery> open = new LinkedHashMap<>();
        taken.forEach(delivery -> open.put(delivery.file(), delivery));
        send(destination, open, listener);
        return taken.size();
    }

    /** A file that was taken away or changed is told, and holds up no other; one that is out of reach may come back. */
    private void takeOutUnsound(Map<Path, QueuedDelivery> open) {
        for (QueuedDelivery delivery : List.copyOf(open.values())) {
            Optional<String> wrong = wrong(delivery);
            if (wrong.isEmpty()) {
                continue;
            }
            boolean mayComeBack = !Files.isDirectory(delivery.file().getParent())
                    || (Files.exists(delivery.file()) && !Files.isReadable(delivery.file()));
            if (mayComeBack) {
                again(delivery, wrong.get(), clock.instant().plus(policy.wait(delivery.attempts() + 1, random)));
            } else {
                table.become(delivery, DeliveryState.DEAD, delivery.attempts() + 1, clock.instant(), wrong.get());
            }
            open.remove(delivery.file());
        }
    }

    private Optional<String> wrong(QueuedDelivery delivery) {
        if (Files.notExists(delivery.file())) {
            return Optional.of(delivery.file() + " is not there any more");
        }
        try {
            boolean same = markedFiles.read(delivery.file()).sopInstanceUid().equals(delivery.sopInstanceUid());
            return same ? Optional.empty() : Optional.of(delivery.file() + " is another instance now");
        } catch (Failure e) {
            return Optional.of(e.what());
        }
    }

    private void send(Destination destination, Map<Path, QueuedDelivery> open, ProgressListener listener) {
        List<Outcome> lost = new ArrayList<>();
        List<Outcome> answered = new ArrayList<>();
        String trouble = "";
        boolean any;
        try {
            takeOutUnsound(open);
            any = !open.isEmpty();
            if (any) {
                carrier.carry(List.copyOf(open.keySet()), destination, listener, outcome -> {
                    ended(open.get(outcome.file()), outcome);
                    open.remove(outcome.file());
                    (outcome.status() < 0 && outcome.kind() == Kind.RETRYABLE ? lost : answered).add(outcome);
                });
            }
        } catch (Failure e) {
            any = true;
            trouble = e.what();
        } finally {
            giveBack(open.values(), trouble.isEmpty() ? "not sent" : trouble, listener);
        }
        if (any) {
            boolean isDown = answered.isEmpty() && !listener.isCancelled();
            judge(
                    destination,
                    isDown,
                    !trouble.isEmpty() || lost.isEmpty() ? trouble : lost.get(0).detail());
        }
    }

    /** Nothing may stay SENT that is not being sent; a store that is busy is asked until it is not. */
    private void giveBack(Collection<QueuedDelivery> open, String why, ProgressListener listener) {
        for (QueuedDelivery delivery : open) {
            boolean done = false;
            while (!done) {
                try {
                    again(delivery, why, clock.instant());
                    done = true;
                } catch (Retryable e) {
                    // At the end of the program the next one takes it up.
                    done = listener.isCancelled();
                    Pauses.pause(AFTER_REFUSAL, listener::isCancelled);
                }
            }
        }
    }

    /** A destination that gave no answer at all is left alone for a while. */
    private void judge(Destination destination, boolean isDown, String why) {
        if (isDown) {
            int failures = table.breaker(destination.name()).failures() + 1;
            table.breaker(destination.name(), failures, clock.instant().plus(policy.wait(failures, random)), why);
        } else if (table.breaker(destination.name()).failures() > 0) {
            table.breaker(destination.name(), 0, Instant.EPOCH, "");
        }
    }

    private void ended(QueuedDelivery delivery, Outcome outcome) {
        int attempts = delivery.attempts() + 1;
        Instant now = clock.instant();
        switch (outcome.kind()) {
            case STORED, WARNING -> table.become(delivery, DeliveryState.STORED, attempts, now, outcome.detail());
            case FAILED -> failed(delivery, outcome, attempts, now);
            case RETRYABLE ->
                again(
                        delivery,
                        outcome.detail(),
                        now.plus(outcome.retryAfter().orElseGet(() -> policy.wait(attempts, random))));
        }
    }

    /** After an answer that was lost, "already there" is the answer. */
    private void failed(QueuedDelivery delivery, Outcome outcome, int attempts, Instant now) {
        boolean isThere = outcome.status() == DUPLICATE && delivery.attempts() > 0;
        table.become(delivery, isThere ? DeliveryState.STORED : DeliveryState.DEAD, attempts, now, outcome.detail());
    }

    private void again(QueuedDelivery delivery, String why, Instant next) {
        table.become(delivery, DeliveryState.PENDING, delivery.attempts() + 1, next, why);
    }
}
