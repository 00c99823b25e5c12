package org.skiagraph.dicom.network;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.skiagraph.dicom.network.internal.CommitmentRequest;
import org.skiagraph.dicom.network.internal.PeerTrouble;
import org.skiagraph.dicom.tls.Tls;
import org.skiagraph.domain.Retryable;

/** {@link StorageCommitment} over TCP. Holds no connection and no thread between two calls. */
public final class DicomStorageCommitment implements StorageCommitment {
    private final NetworkSettings settings;
    private final Optional<Tls> tls;

    /** @param tls how to encrypt; empty for plain TCP */
    public DicomStorageCommitment(NetworkSettings settings, Optional<Tls> tls) {
        this.settings = settings;
        this.tls = tls;
    }

    @Override
    public CommitmentAnswer request(
            Peer peer, String transactionUid, List<InstanceReference> instances, Duration patience) {
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("no instances to ask for");
        }
        try {
            return new CommitmentRequest(transactionUid, List.copyOf(instances)).run(peer, settings, tls, patience);
        } catch (PeerTrouble trouble) {
            throw new Retryable(peer.toString(), trouble.what(), trouble.remedy(), trouble);
        }
    }
}
