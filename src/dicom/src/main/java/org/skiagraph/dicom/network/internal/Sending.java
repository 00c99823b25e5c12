package org.skiagraph.dicom.network.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.skiagraph.dicom.marking.MarkedFiles.MarkedFile;
import org.skiagraph.dicom.network.StoreScu.Outcome;
import org.skiagraph.dicom.network.StoreScu.Outcome.Kind;
import org.skiagraph.dicom.network.internal.Batch.Item;
import org.skiagraph.dicom.network.internal.PayloadEncoder.NotEncodable;
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
    private final SendingState state;
    private int answers;

    /**
     * @param files at least one
     * @param each hears of every outcome as soon as it is known
     */
    public Sending(Client client, List<MarkedFile> files, ProgressListener listener, Consumer<Outcome> each) {
        this.client = client;
        this.files = files;
        this.state = new SendingState(files.size(), listener, each);
    }

    /** Sends; one outcome per file, in the files' order. */
    public List<Outcome> run() {
        state.report(0);
        for (Batch batch : Batch.of(files)) {
            send(batch);
        }
        for (int i = 0; i < files.size(); i++) {
            if (!state.isSettled(i)) {
                state.settle(i, outcome(files.get(i), Kind.RETRYABLE, NO_STATUS, state.notSent()));
            }
        }
        return state.outcomes();
    }

    private void send(Batch batch) {
        Deque<Item> queue = new ArrayDeque<>(batch.items());
        int fruitless = 0;
        while (!queue.isEmpty() && state.goesOn()) {
            int answersBefore = answers;
            sendOverOneAssociation(batch, queue);
            fruitless = answers > answersBefore ? 0 : fruitless + 1;
            if (fruitless == MOST_FRUITLESS && !state.isStopped()) {
                state.stop(client.peer() + " ended " + fruitless + " associations in a row without an answer");
            }
        }
    }

    private void sendOverOneAssociation(Batch batch, Deque<Item> queue) {
        try (PeerAssociation association = client.open(batch.contexts())) {
            while (!queue.isEmpty() && association.isOpen() && state.goesOn()) {
                Item item = queue.remove();
                state.settle(item.index(), store(association, item.file()));
                state.report(1);
            }
        } catch (PeerTrouble trouble) {
            state.stop(client.peer() + " " + trouble.what() + ". " + trouble.remedy());
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

    private static Outcome outcome(MarkedFile file, Kind kind, int status, String detail) {
        return new Outcome(file.file(), file.sopInstanceUid(), kind, status, detail);
    }
}
