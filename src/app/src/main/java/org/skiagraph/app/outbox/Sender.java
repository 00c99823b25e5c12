package org.skiagraph.app.outbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.skiagraph.app.outbox.DeliveryTable.Breaker;
import org.skiagraph.dicom.marking.MarkedFiles;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.domain.Failure;
import org.skiagraph.domain.ProgressListener;
import org.skiagraph.domain.Rejected;

/** Sends one destination what is due, and writes down what became of it before anything else happens. */
final class Sender {
    /** Small, so that a killed program leaves few whose fate is unknown. */
    private static final int BATCH = 32;

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
        Map<Path, QueuedDelivery> sound = new LinkedHashMap<>();
        for (QueuedDelivery delivery : taken) {
            if (isSound(delivery)) {
                sound.put(delivery.file(), delivery);
            }
        }
        if (!sound.isEmpty()) {
            send(destination, sound, listener);
        }
        return taken.size();
    }

    /** A file that was taken away or changed is told, and holds up no other. */
    private boolean isSound(QueuedDelivery delivery) {
        try {
            if (Files.notExists(delivery.file())) {
                throw new Rejected("file", delivery.file() + " is not there any more", "Restore it, then retry");
            }
            if (!markedFiles.read(delivery.file()).sopInstanceUid().equals(delivery.sopInstanceUid())) {
                throw new Rejected("file", delivery.file() + " is another instance now", "Restore it, then retry");
            }
            return true;
        } catch (Failure e) {
            table.become(delivery, DeliveryState.DEAD, delivery.attempts() + 1, clock.instant(), e.what());
            return false;
        }
    }

    private void send(Destination destination, Map<Path, QueuedDelivery> batch, ProgressListener listener) {
        Map<Path, QueuedDelivery> open = new LinkedHashMap<>(batch);
        List<Outcome> lost = new ArrayList<>();
        List<Outcome> answered = new ArrayList<>();
        String trouble = "";
        try {
            carrier.carry(List.copyOf(batch.keySet()), destination, listener, outcome -> {
                QueuedDelivery delivery = open.remove(outcome.file());
                (outcome.status() < 0 && outcome.kind() == Kind.RETRYABLE ? lost : answered).add(outcome);
                ended(delivery, outcome);
            });
        } catch (Failure e) {
            trouble = e.what();
        } finally {
            String why = trouble.isEmpty() ? "not sent" : trouble;
            open.values().forEach(delivery -> again(delivery, delivery.attempts(), why, clock.instant()));
        }
        boolean isDown = answered.isEmpty() && !listener.isCancelled();
        String why =
                !trouble.isEmpty() || lost.isEmpty() ? trouble : lost.get(0).detail();
        judge(destination, isDown, why);
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
            case RETRYABLE -> {
                Instant next =
                        outcome.retryAfter().map(now::plus).orElseGet(() -> now.plus(policy.wait(attempts, random)));
                again(delivery, attempts, outcome.detail(), next);
            }
        }
    }

    /** After an answer that was lost, "already there" is the answer. */
    private void failed(QueuedDelivery delivery, Outcome outcome, int attempts, Instant now) {
        boolean isThere = outcome.status() == DUPLICATE && delivery.attempts() > 0;
        table.become(delivery, isThere ? DeliveryState.STORED : DeliveryState.DEAD, attempts, now, outcome.detail());
    }

    private void again(QueuedDelivery delivery, int attempts, String why, Instant next) {
        table.become(delivery, DeliveryState.PENDING, attempts, next, why);
    }
}
