package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.aoju.bus.core.exception.InternalException;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.DimseRSP;
import org.aoju.bus.image.metric.PDVOutputStream;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;

/** An open association. */
public final class PeerAssociation implements AutoCloseable {
    private static final int PRIORITY_MEDIUM = 0;
    private static final int PIECE = 16384;

    private final Association association;
    private final Duration responseTimeout;
    private final ScheduledExecutorService timer;

    PeerAssociation(Association association, Duration responseTimeout, ScheduledExecutorService timer) {
        this.association = association;
        this.responseTimeout = responseTimeout;
        this.timer = timer;
    }

    /** @param comment Error Comment (0000,0902), or empty */
    record Response(int status, String comment) {}

    /** The transfer syntaxes in which the peer takes a SOP class; empty if it does not take it at all. */
    Set<String> acceptedFor(String sopClassUid) {
        return association.getTransferSyntaxesFor(sopClassUid);
    }

    boolean isOpen() {
        return association.isReadyForDataTransfer();
    }

    /**
     * C-ECHO.
     *
     * @return from request to answer
     * @throws PeerTrouble if no answer comes
     */
    public Duration echo() throws PeerTrouble {
        if (acceptedFor(Context.verification().get(0).sopClassUid()).isEmpty()) {
            throw new PeerTrouble(
                    "accepts the association but not the Verification SOP class",
                    "Ask its operator to allow C-ECHO; C-STORE may work all the same",
                    null);
        }
        long start = System.nanoTime();
        int status = exchange(watchdog -> association.cecho()).status();
        if (status != 0) {
            throw new PeerTrouble(
                    "answers C-ECHO with status " + StoreStatus.hex(status), "Look into the peer's log", null);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * C-STORE.
     *
     * @throws PeerTrouble if the association ends before an answer comes
     */
    Response store(MarkedFile file, Payload payload) throws PeerTrouble {
        return exchange(watchdog -> association.cstore(
                file.sopClassUid(),
                file.sopInstanceUid(),
                PRIORITY_MEDIUM,
                (out, syntax) -> write(payload.dataset(), out, watchdog),
                payload.transferSyntaxUid()));
    }

    /**
     * N-ACTION "request storage commitment" (PS3.4 J.3.2).
     *
     * @throws PeerTrouble if the association ends before an answer comes
     */
    Response requestCommitment(Attributes data) throws PeerTrouble {
        return exchange(watchdog -> association.naction(
                UID.StorageCommitmentPushModelSOPClass, UID.StorageCommitmentPushModelSOPInstance, 1, data, null));
    }

    /** Runs something when the association has ended, at once if it has already; perhaps twice. */
    void whenClosed(Runnable task) {
        association.addAssociationListener(closed -> task.run());
        if (!isOpen()) {
            task.run();
        }
    }

    /** Releases the association if it is still there. */
    @Override
    public void close() {
        try {
            if (association.isReadyForDataTransfer()) {
                association.release();
                association.waitForSocketClose();
            }
        } catch (IOException | InternalException e) {
            // The latter where the peer ended it in this very moment.
            association.abort();
        } catch (InterruptedException e) {
            association.abort();
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Request {
        DimseRSP send(Watchdog watchdog) throws IOException, InterruptedException;
    }

    private Response exchange(Request request) throws PeerTrouble {
        Watchdog watchdog = new Watchdog(timer, responseTimeout, association);
        try (watchdog) {
            DimseRSP response = request.send(watchdog);
            Acknowledgements.hasten(association.getSocket());
            response.next();
            Attributes command = response.getCommand();
            return new Response(
                    command.getInt(Tag.Status, -1),
                    command.getString(Tag.ErrorComment, "").strip());
        } catch (IOException | InternalException e) {
            association.abort();
            throw Explanation.ofLostAssociation(e, association.getException(), watchdog.expired(), responseTimeout);
        } catch (InterruptedException e) {
            association.abort();
            Thread.currentThread().interrupt();
            throw new PeerTrouble("was interrupted before an answer came", "Send it again", e);
        }
    }

    private static void write(byte[] dataset, PDVOutputStream out, Watchdog watchdog) throws IOException {
        for (int from = 0; from < dataset.length; from += PIECE) {
            out.write(dataset, from, Math.min(PIECE, dataset.length - from));
            watchdog.touch();
        }
    }
}
