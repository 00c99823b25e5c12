package org.skiagraph.dicom.network.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.internal.Batch.Item;
import org.skiagraph.dicom.network.internal.PayloadEncoder.NotEncodable;
import org.skiagraph.domain.Progress;
import org.skiagraph.domain.ProgressListener;

/**
 * One request to send: one association for as long as it lasts, a new one where it was lost. A file whose answer was
 * lost is not sent again here, because the peer may have stored it: that is for the caller to decide.
 */
public final class Sending {
    /** Associations in a row that were lost without a single answer; then we stop trying. */
    private static final int MOST_FRUITLESS = 2;

    private static final int NO_STATUS = -1;

    private final Client client;
    private final List<MarkedFile> files;
    private final ProgressListener listener;
    private final Consumer<Outcome> each;
    private final Outcome[] outcomes;
    private final long start = System.nanoTime();
    private int done;
    private int answers;

    /** Why the files that are left are not sent; empty while there is none. */
    private String stopped = "";

    /**
     * @param files at least one
     * @param each hears of every outcome as soon as it is known
     */
    public Sending(Client client, List<MarkedFile> files, ProgressListener listener, Consumer<Outcome> each) {
        this.client = client;
        this.files = files;
        this.listener = listener;
        this.each = each;
        this.outcomes = new Outcome[files.size()];
    }

    /** Sends; one outcome per file, in the files' order. */
    public List<Outcome> run() {
        report();
        for (Batch batch : Batch.of(files)) {
            send(batch);
        }
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                settle(i, outcome(files.get(i), Kind.RETRYABLE, NO_STATUS, "not sent: " + stopped));
            }
        }
        return Arrays.asList(outcomes);
    }

    private void send(Batch batch) {
        Deque<Item> queue = new ArrayDeque<>(batch.items());
        int fruitless = 0;
        while (!queue.isEmpty() && goesOn()) {
            int answersBefore = answers;
            sendOverOneAssociation(batch, queue);
            fruitless = answers > answersBefore ? 0 : fruitless + 1;
            if (fruitless == MOST_FRUITLESS && stopped.isEmpty()) {
                stopped = client.peer() + " ended " + fruitless + " associations in a row without an answer";
            }
        }
    }

    private void sendOverOneAssociation(Batch batch, Deque<Item> queue) {
        try (PeerAssociation association = client.open(batch.contexts())) {
            while (!queue.isEmpty() && association.isOpen() && goesOn()) {
                Item item = queue.remove();
                settle(item.index(), store(association, item.file()));
                done++;
                report();
            }
        } catch (PeerTrouble trouble) {
            stopped = client.peer() + " " + trouble.what() + ". " + trouble.remedy();
        }
    }

    private Outcome store(PeerAssociation association, MarkedFile file) {
        try {
            Payload payload = PayloadEncoder.encode(file, association.acceptedFor(file.sopClassUid()));
            PeerAssociation.Response response = association.store(file, payload);
            answers++;
            return outcome(
                    file,
                    StoreStatus.kind(response.status()),
                    response.status(),
                    StoreStatus.detail(response.status(), response.comment()));
        } catch (NotEncodable e) {
            return outcome(file, Kind.FAILED, NO_STATUS, e.getMessage());
        } catch (PeerTrouble trouble) {
            return outcome(
                    file, Kind.RETRYABLE, NO_STATUS, client.peer() + " " + trouble.what() + ". " + trouble.remedy());
        }
    }

    private void settle(int index, Outcome outcome) {
        outcomes[index] = outcome;
        each.accept(outcome);
    }

    private boolean goesOn() {
        if (stopped.isEmpty() && listener.isCancelled()) {
            stopped = "cancelled";
        }
        return stopped.isEmpty();
    }

    private void report() {
        listener.on(new Progress("sending", done, files.size(), Duration.ofNanos(System.nanoTime() - start)));
    }

    private static Outcome outcome(MarkedFile file, Kind kind, int status, String detail) {
        return new Outcome(file.file(), file.sopInstanceUid(), kind, status, detail);
    }
}
