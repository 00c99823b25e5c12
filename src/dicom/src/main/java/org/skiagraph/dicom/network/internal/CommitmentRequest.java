package org.skiagraph.dicom.network.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.aoju.bus.image.UID;
import org.skiagraph.dicom.network.CommitmentAnswer;
import org.skiagraph.dicom.network.CommitmentAnswer.Awaited;
import org.skiagraph.dicom.network.CommitmentAnswer.Reported;
import org.skiagraph.dicom.network.CommitmentAnswer.Unsupported;
import org.skiagraph.dicom.network.CommitmentReport;
import org.skiagraph.dicom.network.InstanceReference;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.tls.Tls;

/** One request, and the report on it if it comes on the same association. */
public final class CommitmentRequest {
    private static final int CLASS_NOT_SUPPORTED = 0x0122;
    private static final int NO_SUCH_CLASS = 0x0118;
    private static final int NOT_AUTHORIZED = 0x0124;
    private static final int NO_SUCH_ACTION = 0x0123;
    private static final int UNRECOGNIZED_OPERATION = 0x0211;
    private static final Set<Integer> LASTING =
            Set.of(CLASS_NOT_SUPPORTED, NO_SUCH_CLASS, NOT_AUTHORIZED, NO_SUCH_ACTION, UNRECOGNIZED_OPERATION);

    private static final int LONGEST_ANSWER_SECONDS = 5;

    private final String transactionUid;
    private final List<InstanceReference> instances;
    private final CompletableFuture<Optional<CommitmentReport>> report = new CompletableFuture<>();
    private final CountDownLatch answered = new CountDownLatch(1);

    public CommitmentRequest(String transactionUid, List<InstanceReference> instances) {
        this.transactionUid = transactionUid;
        this.instances = instances;
    }

    /** Refuses a report that answers something else, or comes when nobody waits for it any more. */
    private void accept(CommitmentReport one) {
        if (!one.transactionUid().equals(transactionUid) || !report.complete(Optional.of(one))) {
            throw new IllegalStateException("nobody waits for this report");
        }
    }

    /** Asks, and waits. */
    public CommitmentAnswer run(Peer peer, NetworkSettings settings, Optional<Tls> tls, Duration patience)
            throws PeerTrouble {
        CommitmentHandler handler = new CommitmentHandler(this::accept, answered::countDown);
        try (Client client = new Client(peer, settings, tls, Optional.of(handler))) {
            return run(client, patience);
        }
    }

    private CommitmentAnswer run(Client client, Duration patience) throws PeerTrouble {
        try (PeerAssociation association = client.open(Context.storageCommitment())) {
            if (association.acceptedFor(UID.StorageCommitmentPushModelSOPClass).isEmpty()) {
                return new Unsupported("it does not take the SOP class");
            }
            PeerAssociation.Response response =
                    association.requestCommitment(CommitmentData.request(transactionUid, instances));
            if (LASTING.contains(response.status())) {
                return new Unsupported(words(response));
            }
            if (response.status() != 0) {
                throw new PeerTrouble("does not take the request now: " + words(response), "Ask again later", null);
            }
            association.whenClosed(() -> report.complete(Optional.empty()));
            return reported(patience).<CommitmentAnswer>map(Reported::new).orElseGet(Awaited::new);
        }
    }

    private Optional<CommitmentReport> reported(Duration patience) throws PeerTrouble {
        try {
            Optional<CommitmentReport> come = withinTime(patience);
            if (come.isPresent()) {
                // The peer has to hear that we have it before the association ends.
                answered.await(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
            }
            return come;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerTrouble("was interrupted while it waited for the report", "Ask again", e);
        }
    }

    private Optional<CommitmentReport> withinTime(Duration patience) throws InterruptedException {
        try {
            return report.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // From here on a report is refused, unless it came in between.
            report.complete(Optional.empty());
            return report.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it never ends so", e);
        }
    }

    private static String words(PeerAssociation.Response response) {
        String comment = response.comment().isEmpty() ? "" : ": " + response.comment();
        return "status " + StoreStatus.hex(response.status()) + comment;
    }
}
