package org.skiagraph.dicom.network.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.metric.Association;
import org.aoju.bus.image.metric.DimseRSP;
import org.skiagraph.dicom.network.NetworkSettings;
import org.skiagraph.dicom.network.Peer;
import org.skiagraph.dicom.network.WorklistAnswers;
import org.skiagraph.dicom.network.WorklistEntry;
import org.skiagraph.dicom.network.WorklistQuery;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;

/** One association over which a worklist is asked once. */
public final class WorklistFind {
    private static final String FIND = UID.ModalityWorklistInformationModelFIND;
    private static final int MEDIUM = 0;
    /** More entries than anybody would choose from. */
    private static final int MOST_ANSWERS = 1000;
    /** Answers that may lie here unread; the peer waits meanwhile. */
    private static final int MOST_UNREAD = 16;

    private static final int PENDING = 0xFF00;
    private static final int PENDING_WITH_FEWER_KEYS = 0xFF01;

    private final Peer peer;
    private final NetworkSettings settings;
    private final Optional<Tls> tls;

    public WorklistFind(Peer peer, NetworkSettings settings, Optional<Tls> tls) {
        this.peer = peer;
        this.settings = settings;
        this.tls = tls;
    }

    /**
     * @throws PeerTrouble if the peer cannot be reached, refuses, or falls silent
     * @throws Rejected if it has too many entries, or will never answer this question
     */
    public WorklistAnswers run(WorklistQuery query) throws PeerTrouble {
        try (Client client = new Client(peer, settings, tls)) {
            return client.ask(
                    client.request(Context.worklist()), (association, watchdog) -> find(association, query, watchdog));
        }
    }

    private WorklistAnswers find(Association association, WorklistQuery query, Watchdog watchdog)
            throws IOException, InterruptedException, PeerTrouble {
        if (association.getTransferSyntaxesFor(FIND).isEmpty()) {
            throw new PeerTrouble(
                    "accepts the association but is no modality worklist", "Check its port and AE title", null);
        }
        List<WorklistEntry> entries = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        DimseRSP response =
                association.cfind(FIND, MEDIUM, WorklistIdentifier.of(query), null, MOST_ANSWERS + 1, MOST_UNREAD);
        int answers = 0;
        while (response.next()) {
            watchdog.touch();
            // The last one, which bears the status, holds no entry.
            if (response.getDataset() != null && ++answers > MOST_ANSWERS) {
                throw new Rejected(
                        peer.toString(),
                        "it has more than " + MOST_ANSWERS + " entries",
                        "Ask for fewer, by --date, --modality or --station");
            }
            read(response, query, entries, unusable);
        }
        FindStatus.requireSuccess(peer, response);
        return new WorklistAnswers(entries, unusable);
    }

    private static void read(
            DimseRSP response, WorklistQuery query, List<WorklistEntry> entries, List<String> unusable) {
        int status = response.getCommand().getInt(Tag.Status, -1);
        if (response.getDataset() == null || (status != PENDING && status != PENDING_WITH_FEWER_KEYS)) {
            return;
        }
        WorklistAnswer answer = new WorklistAnswer(response.getDataset());
        if (!answer.mayMatch(query)) {
            return;
        }
        try {
            WorklistEntry entry = answer.entry();
            if (query.matches(entry)) {
                entries.add(entry);
            }
        } catch (Rejected e) {
            unusable.add(e.what());
        }
    }
}
