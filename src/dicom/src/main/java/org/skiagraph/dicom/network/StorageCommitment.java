package org.skiagraph.dicom.network;

import java.time.Duration;
import java.util.List;

/** The door to storage commitment as a user (PS3.4 Annex J, push model). */
public interface StorageCommitment {
    /**
     * Asks a peer to answer for instances, and waits a while for its report on the same association. A peer that reports
     * later does so on an association of its own: see {@link CommitmentListener}.
     *
     * @param transactionUid new for every request; the report bears it. Write it down first: a quick peer reports to the
     *     listener before this returns
     * @param instances at least one
     * @param patience how long the association is kept open for the report; zero not to wait
     * @throws org.skiagraph.domain.Retryable if it cannot be reached, refuses the association, times out, or cannot take
     *     the request now
     */
    CommitmentAnswer request(Peer peer, String transactionUid, List<InstanceReference> instances, Duration patience);
}
