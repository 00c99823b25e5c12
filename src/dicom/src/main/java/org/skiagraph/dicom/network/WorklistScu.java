package org.skiagraph.dicom.network;

import java.util.Optional;
import org.skiagraph.dicom.network.internal.PeerTrouble;
import org.skiagraph.dicom.network.internal.WorklistFind;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Rejected;
import org.skiagraph.domain.Retryable;

/**
 * Asks a modality worklist by C-FIND (PS3.4 Annex K). It does not know whether the orders there are a patient's: its caller
 * has to, before it asks. Holds no connection between two calls.
 */
public final class WorklistScu {
    private final Peer peer;
    private final NetworkSettings settings;
    private final Optional<Tls> tls;

    /** @param tls how to encrypt; empty for plain TCP */
    public WorklistScu(Peer peer, NetworkSettings settings, Optional<Tls> tls) {
        this.peer = peer;
        this.settings = settings;
        this.tls = tls;
    }

    /**
     * @return the entries that match, whatever else the peer answers
     * @throws Rejected if there are more than anybody would choose from
     * @throws Retryable if the peer cannot be reached, is no worklist, or cannot answer now
     */
    public WorklistAnswers find(WorklistQuery query) {
        try {
            return new WorklistFind(peer, settings, tls).run(query);
        } catch (PeerTrouble trouble) {
            throw new Retryable(peer.toString(), trouble.what(), trouble.remedy(), trouble);
        }
    }
}
