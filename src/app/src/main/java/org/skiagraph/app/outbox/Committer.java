package org.skiagraph.app.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.skiagraph.app.outbox.Destination.Commitment;
import org.skiagraph.app.outbox.Destination.Dimse;
import org.skiagraph.dicom.dataset.Identities;
import org.skiagraph.dicom.network.CommitmentAnswer;
import org.skiagraph.dicom.network.CommitmentAnswer.Reported;
import org.skiagraph.dicom.network.CommitmentAnswer.Unsupported;
import org.skiagraph.dicom.network.CommitmentReport;
import org.skiagraph.dicom.network.InstanceReference;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/** Asks destinations to answer for what they stored, and takes their reports, whenever those come. */
final class Committer {
    private static final int MOST_AT_ONCE = 200;
    /** Then it stays stored, and says so. */
    private static final int MOST_ASKED = 3;

    private static final Duration ON_THE_SAME_ASSOCIATION = Duration.ofSeconds(2);

    private final DeliveryTable table;
    private final Transports transports;
    private final Identities identities;
    private final InstantSource clock;
    /** The last question to each destination that has not been answered yet. */
    private final Map<String, String> awaited = new ConcurrentHashMap<>();
    /** Destinations that did not answer for something, which waits to be sent again. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Committer(DeliveryTable table, Transports transports, Identities identities, InstantSource clock) {
        this.table = table;
        this.transports = transports;
        this.identities = identities;
        this.clock = clock;
    }

    /** @return how many instances were asked for; 0 if the destination is not asked, or nothing is due */
    int ask(Destination destination) {
        if (!(destination.target() instanceof Dimse peer) || peer.commitment().isEmpty()) {
            return 0;
        }
        Commitment commitment = peer.commitment().get();
        Instant now = clock.instant();
        List<QueuedDelivery> fresh = table.uncommitted(destination.name(), now, 1, MOST_AT_ONCE);
        List<QueuedDelivery> due = fresh.isEmpty()
                ? table.uncommitted(destination.name(), now.minus(commitment.patience()), MOST_ASKED, MOST_AT_ONCE)
                : fresh;
        if (due.isEmpty()) {
            return 0;
        }
        String transaction = identities.newUid();
        table.asking(transaction, due, now);
        try {
            awaited.put(destination.name(), transaction);
            CommitmentAnswer answer = transports
                    .commitment()
                    .apply(peer)
                    .request(peer.peer(), transaction, references(due), ON_THE_SAME_ASSOCIATION);
            if (answer instanceof Reported reported) {
                take(reported.report());
            } else if (answer instanceof Unsupported unsupported) {
                awaited.remove(destination.name());
                table.neverAsk(due, MOST_ASKED, "stored; storage commitment is not supported: " + unsupported.reason());
            }
        } catch (Rejected | Retryable e) {
            // It was not heard: that was no question. Asked again when patience is over.
            awaited.remove(destination.name());
            table.notAsked(due, "stored; asking whether it is committed failed: " + e.what());
            return 0;
        }
        return due.size();
    }

    /** Whether a destination that was asked by us has not reported yet. */
    boolean isAwaited(Destination destination) {
        return awaited.containsKey(destination.name());
    }

    /** Whether a destination did not answer for something since this was asked. */
    boolean forgetsRefused(Destination destination) {
        return refused.remove(destination.name());
    }

    /** A report of any transaction of ours, however old. What is not in it is asked for again. */
    void take(CommitmentReport report) {
        try {
            writeDown(report);
        } finally {
            awaited.values().remove(report.transactionUid());
        }
    }

    private void writeDown(CommitmentReport report) {
        Map<String, QueuedDelivery> asked = table.askedIn(report.transactionUid()).stream()
                .collect(Collectors.toMap(QueuedDelivery::sopInstanceUid, Function.identity()));
        Instant now = clock.instant();
        for (InstanceReference instance : report.committed()) {
            QueuedDelivery delivery = asked.get(instance.sopInstanceUid());
            if (delivery != null && delivery.state() == DeliveryState.STORED) {
                table.become(
                        delivery, DeliveryState.COMMITTED, delivery.attempts(), now, "the destination answers for it");
            }
        }
        for (CommitmentReport.FailedReference failed : report.failed()) {
            QueuedDelivery delivery = asked.get(failed.instance().sopInstanceUid());
            if (delivery != null && delivery.state() == DeliveryState.STORED) {
                table.become(
                        delivery,
                        DeliveryState.PENDING,
                        delivery.attempts(),
                        now,
                        "stored, but the destination does not answer for it: " + failed.reason());
                refused.add(delivery.destination());
            }
        }
    }

    private static List<InstanceReference> references(List<QueuedDelivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> new InstanceReference(delivery.sopClassUid(), delivery.sopInstanceUid()))
                .toList();
    }
}
